import { expect, test } from 'vitest';
import { drawsText } from '../kit/strings/portal-draws.zh.ts';
import { chancePicture, quotaPicture } from './draw-pictures.ts';

const strata = [{ name: '危化', eligible: 50, quota: 20 }];

test('a weighted draw does not say that every enterprise of a stratum has the same chance', async () => {
  for (const draw of [quotaPicture, chancePicture]) {
    const even = String(await draw(strata, '2026-03-02T01:00:00Z', true));
    const weighted = String(await draw(strata, '2026-03-02T01:00:00Z', false));
    expect(even).toContain(drawsText.chancesCaption);
    expect(weighted).not.toContain(drawsText.chancesCaption);
    expect(weighted).toContain(drawsText.weightedCaption);
  }
});
