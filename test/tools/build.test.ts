import { expect, test } from 'vitest';
import { buildIdOf } from '../../tools/build.mjs';

const bundle = 'const supervise = 1;\n//# sourceMappingURL=data:application/json;base64,L2hvbWUvb25l';

test('the build id follows from the workflows alone, not from the folder in which they were built, which the source map tells', () => {
  expect(buildIdOf(bundle)).toMatch(/^[0-9a-f]{12}$/);
  expect(buildIdOf(bundle.replace(/base64,.*/, 'base64,L2hvbWUvdHdv'))).toBe(buildIdOf(bundle));
  expect(buildIdOf(bundle.replace('= 1', '= 2'))).not.toBe(buildIdOf(bundle));
});
