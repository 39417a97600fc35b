"""The steps V1–V15 over one bundle (SPEC §15)."""

from .canonical import Refused
from .context import Step
from .draw_steps import DrawSteps
from .log_steps import LogSteps
from .source_steps import SourceSteps
from .team_steps import TeamSteps


class Verification(LogSteps, SourceSteps, DrawSteps, TeamSteps):
    """All steps. Hostile input makes a step fail and never ends the verification."""

    def run(self):
        return [self.step("V%d" % n) for n in range(1, 16)]

    def step(self, name):
        step = Step(name)
        try:
            getattr(self, name.lower())(step)
        except Refused as problem:
            step.see("无法核验", "cannot be checked", problem, False)
        return step
