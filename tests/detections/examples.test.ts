import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { detect } from '../../src/flows/detect.ts';

const cases = Object.entries(detections).flatMap(([id, detection]) =>
  detection.examples().map((example) => ({ id, example })),
);

describe('every detection keeps the promises of its examples', () => {
  test.each(cases.map(({ id, example }) => [`${id}: ${example.name}`, id, example] as const))(
    '%s',
    (_, id, example) => {
      const parsed = parseEnvelope(exampleEnvelope(example));
      if (!parsed.ok) throw new Error(parsed.reason);
      const finding = detect(parsed.value, parsed.value.time).find(({ detection }) => detection === id);
      expect(finding?.severity ?? 'nothing').toBe(example.raises);
      expect(finding?.because.length ?? 1).toBeGreaterThan(0);
    },
  );

  test.each(Object.entries(detections))(
    '%s has an example that raises it and one that does not, or says it is the only one',
    (_, detection) => {
      const raised = detection.examples().map(({ raises }) => raises !== 'nothing');
      expect(raised).toContain(true);
      expect(raised).toContain(false);
    },
  );
});
