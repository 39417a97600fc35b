"""Matching people to places: random priority over the most even complete matchings (SPEC §10, §11).

Sets of places are whole numbers used as bit sets: place t is in the set when bit t is 1.
"""

from .drawing import ticket


def bits(mask):
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Matching:
    """Who holds which place, and the moves that change it without making the loads less even."""

    def __init__(self, places, people, conflicts, balance, relax=0):
        """`places`: [(firm, place number, tags)]; `people`: leaves; `conflicts`: set of (person, firm)."""
        self.people = people
        self.firms = [firm for firm, _, _ in places]
        self.names = ["%s#%d" % (firm, place) for firm, place, _ in places]
        self.is_even = balance == "strict"
        self.caps = [person["cap"] + relax for person in people]
        self.of_firm = {}
        for t, firm in enumerate(self.firms):
            self.of_firm[firm] = self.of_firm.get(firm, 0) | 1 << t
        self.fits = [self.places_of(person, places, conflicts) for person in people]
        self.holder = [None] * len(places)
        # Places at firms where a person holds one already: taken[o] is all places of those firms.
        self.taken = [0] * len(people)
        self.load = [0] * len(people)
        self.open = 0

    @staticmethod
    def places_of(person, places, conflicts):
        mine, mask = set(person["tags"]), 0
        for t, (firm, _, tags) in enumerate(places):
            if mine.issuperset(tags) and (person["id"], firm) not in conflicts:
                mask |= 1 << t
        return mask

    def price(self, o):
        """What one more place for this person adds to Φ."""
        return self.people[o]["prior"] + self.load[o] + 1 if self.is_even else 0

    def phi(self):
        if not self.is_even:
            return 0
        return sum(n * person["prior"] + n * (n + 1) // 2 for person, n in zip(self.people, self.load))

    def loads(self):
        return {person["id"]: n for person, n in zip(self.people, self.load)}

    def move(self, moves):
        """Carries out [(place, person)]: every place gets its new holder, all at once."""
        for t, _ in moves:
            before = self.holder[t]
            if before is not None:
                self.load[before] -= 1
                self.taken[before] &= ~self.of_firm[self.firms[t]]
        for t, o in moves:
            self.holder[t] = o
            self.load[o] += 1
            self.taken[o] |= self.of_firm[self.firms[t]]

    def held(self, o):
        """Places that the person holds and could give up."""
        mask = 0
        for t in bits(self.taken[o] & self.fits[o] & self.open):
            if self.holder[t] == o:
                mask |= 1 << t
        return mask

    def seat(self, t):
        """Fills place t, moving others where needed, as evenly as can be. When that is impossible: a Hall set."""
        self.open |= 1 << t
        queue, unseen, came_from = [t], self.open & ~(1 << t), {}
        seen, best = set(), None
        for want in queue:
            here = self.of_firm[self.firms[want]]
            for o in range(len(self.people)):
                if not self.fits[o] >> want & 1 or (o in seen and not self.taken[o] & here):
                    continue
                gives_up = self.held(o) & unseen
                if self.taken[o] & here:
                    gives_up &= here
                else:
                    seen.add(o)
                    if self.load[o] < self.caps[o] and (best is None or self.price(o) < self.price(best[1])):
                        best = (want, o)
                for u in bits(gives_up):
                    came_from[u] = (want, o)
                    queue.append(u)
                unseen &= ~gives_up
        if best is None:
            self.open &= ~(1 << t)
            return queue
        moves = [best]
        while moves[-1][0] != t:
            moves.append(came_from[moves[-1][0]])
        self.move(moves)
        return None

    def choices(self, t):
        """Who could hold place t in some complete matching of least Φ that keeps what is fixed: {person: moves}."""
        start = self.holder[t]
        # How each place and each person was reached: by whom, and from which place or person that step came.
        place_from, person_from = {t: None}, {start: ("place", t)}
        queue = [("place", t), ("person", start)]
        unseen = self.open & ~(1 << t)
        for kind, node in queue:
            if kind == "place":
                o = self.holder[node]
                if o not in person_from:
                    person_from[o] = ("place", node)
                    queue.append(("person", o))
                reach = self.of_firm[self.firms[node]] & self.fits[o] & unseen
            else:
                o = node
                reach = self.fits[o] & ~self.taken[o] & unseen
                for other in self.can_take_load_of(o):
                    if other not in person_from:
                        person_from[other] = ("person", o)
                        queue.append(("person", other))
            for u in bits(reach):
                place_from[u] = (o, (kind, node))
                queue.append(("place", u))
            unseen &= ~reach

        def moves_to(o, node):
            moves = [(t, o)]
            while node != ("place", t):
                kind, name = node
                if kind == "person":
                    node = person_from[name]
                else:
                    taker, node = place_from[name]
                    moves.append((name, taker))
            return moves

        firm = self.of_firm[self.firms[t]]
        found = {start: []}
        for o in person_from:
            if self.fits[o] >> t & 1 and not self.taken[o] & firm:
                found[o] = moves_to(o, ("person", o))
        for u in bits(firm & self.open & ~(1 << t)):
            o = self.holder[u]
            if u in place_from and self.fits[o] >> t & 1:
                found[o] = moves_to(o, ("place", u))
        return found

    def can_take_load_of(self, o):
        """People who can hold one place more when this person holds one less, and Φ stays."""
        level = self.price(o) - 1 if self.is_even else 0
        for other in range(len(self.people)):
            if self.load[other] < self.caps[other] and self.price(other) == level:
                yield other

    def fix_all(self, h, order_key, pair_key):
        """The definition of SPEC §10.3, from a complete matching of least Φ: the trace."""
        trace, fixed = [], {}
        order = sorted(self.of_firm, key=lambda firm: (ticket(h, order_key, 0, firm), firm))
        for firm in order:
            for t in bits(self.of_firm[firm] & self.open):
                slot_key = ticket(h, pair_key, 0, self.names[t])
                fitting = [
                    o for o in range(len(self.people)) if self.fits[o] >> t & 1 and o not in fixed.get(firm, ())
                ]
                names = {o: self.people[o]["id"] for o in fitting}
                fitting.sort(key=lambda o: (ticket(h, slot_key, 0, names[o]), names[o]))
                possible = self.choices(t)
                first = next(i for i, o in enumerate(fitting) if o in possible)
                self.move(possible[fitting[first]])
                self.open &= ~(1 << t)
                fixed.setdefault(firm, []).append(fitting[first])
                trace.append({
                    "slot": self.names[t],
                    "officer": names[fitting[first]],
                    "skipped": [names[o] for o in fitting[:first]],
                })  # fmt: skip
        return trace


def places_of(firms, templates):
    """Places of the drawn firms [(id, stratum)]: [(firm, number, tags)]."""
    return [
        (firm, number, slot["all"])
        for firm, stratum in firms
        for number, slot in enumerate(templates.get(stratum, ()))
    ]


def teams(h, order_key, pair_key, places, people, conflicts, balance, relax):
    """`teams` of details.json, with a Hall set of the last step when there are none."""
    hall = None
    for step in [None] + list(relax):
        more = int(step[len("cap+") :]) if step else 0
        matching = Matching(places, people, conflicts, balance, more)
        hall = first_hall(matching)
        if hall is None:
            trace = matching.fix_all(h, order_key, pair_key)
            found = {"feasible": True, "phi": matching.phi(), "loads": matching.loads(), "trace": trace}
            return dict(found, relaxed=step) if step else found
    found = hall_of(hall, places, people, conflicts, more)
    return {"feasible": False, "phi": 0, "loads": {}, "trace": [], "hall": found}


def first_hall(matching):
    for t in range(len(matching.names)):
        hall = matching.seat(t)
        if hall is not None:
            return sorted(matching.names[u] for u in hall)
    return None


def experts(h, order_key, pair_key, places, people, conflicts, balance):
    """`experts` of details.json: as many places as can be filled, those first whose tickets are smaller."""
    matching = Matching(places, people, conflicts, balance)
    names = matching.names
    unfilled = []
    for t in sorted(range(len(names)), key=lambda t: (ticket(h, order_key, 0, names[t]), names[t])):
        hall = matching.seat(t)
        if hall is not None:
            slots = sorted(names[u] for u in hall)
            unfilled.append({"slot": names[t], "hall": hall_of(slots, places, people, conflicts)})
    trace = matching.fix_all(h, order_key, pair_key)
    return {"phi": matching.phi(), "loads": matching.loads(), "trace": trace, "unfilled": unfilled}


def hall_of(slots, places, people, conflicts, relax=0):
    """These places, who fits any of them, and how many of them all people together can fill at most."""
    asked = {"%s#%d" % (firm, number): (firm, tags) for firm, number, tags in places}
    officers, capacity = [], 0
    for person in people:
        firms = {
            firm
            for firm, tags in (asked[slot] for slot in slots)
            if set(tags) <= set(person["tags"]) and (person["id"], firm) not in conflicts
        }
        if firms:
            officers.append(person["id"])
        capacity += min(person["cap"] + relax, len(firms))
    return {"slots": slots, "officers": officers, "capacity": capacity}


def is_hall_set(hall, places, people, conflicts, relax=0):
    """Whether there are more places than can be filled: a proof that anyone can count again."""
    slots = hall["slots"]
    known = {"%s#%d" % (firm, number) for firm, number, _ in places}
    if len(set(slots)) != len(slots) or not known.issuperset(slots):
        return False
    return hall == hall_of(slots, places, people, conflicts, relax) and len(slots) > hall["capacity"]
