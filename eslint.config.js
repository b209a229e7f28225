import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

/** What no layer below the composition roots may touch: the host, its clock and its chance. */
const hostGlobals = [
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'Buffer',
  'performance',
];
const pure = ['src/cpu/**', 'src/devices/**', 'src/cms/**', 'src/shared/**'];

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', 'node_modules/**'] },
  { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked] },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      // text here is Latin-1: one code point a character
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // x[i]! on typed arrays: the index has been bounded just above, and a check costs time
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
    },
  },
  {
    files: pure,
    rules: {
      'no-restricted-globals': ['error', ...hostGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'take the Clock that is passed in' },
        { object: 'Math', property: 'random', message: 'take the randomness that is passed in' },
      ],
    },
  },
  { files: ['**/*-table.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['test/**', 'bench/**', 'tools/**'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off', 'no-console': 'off' },
  },
  prettier,
);
