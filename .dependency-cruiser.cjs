/** The import rules of the house (ARCHITECTURE.md, "The house"). */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Split the shared part out.',
      from: {},
      to: { circular: true },
    },
    only('shared-is-a-leaf', '^src/shared/', ['^src/shared/'], 'shared imports nothing.'),
    only(
      'cpu-knows-shared',
      '^src/cpu/',
      ['^src/cpu/', '^src/shared/'],
      'The processor knows no device and no CP.',
    ),
    only(
      'devices-know-shared',
      '^src/devices/',
      ['^src/devices/', '^src/shared/'],
      'Devices see storage through an interface of their own.',
    ),
    only(
      'cp-below',
      '^src/cp/',
      ['^src/cp/', '^src/cpu/', '^src/devices/', '^src/shared/'],
      'CP never imports CMS, the console or the store: it declares ports.',
    ),
    only(
      'cms-is-a-guest',
      '^src/cms/',
      [
        '^src/cms/',
        '^src/shared/',
        '^src/cp/guest-interface\\.ts$',
        '^src/cpu/instruction-table\\.ts$',
      ],
      'CMS sees its machine as any guest does.',
    ),
    only(
      'console-implements-ports',
      '^src/console/',
      ['^src/console/', '^src/shared/', '^src/cp/ports/', '^src/devices/display/'],
      'The console joins CP only through ports.',
    ),
    only(
      'store-implements-ports',
      '^src/store/',
      ['^src/store/', '^src/shared/', '^src/cp/ports/'],
      'The store joins CP only through ports.',
    ),
    {
      name: 'sides-of-cp',
      severity: 'error',
      comment: 'The two sides of CP meet in cp/protocol, cp/ports and cp/guest-interface only.',
      from: { path: '^src/cp/main/' },
      to: { path: '^src/cp/processor/' },
    },
    {
      name: 'sides-of-cp-2',
      severity: 'error',
      comment: 'The two sides of CP meet in cp/protocol, cp/ports and cp/guest-interface only.',
      from: { path: '^src/cp/processor/' },
      to: { path: '^src/cp/main/' },
    },
    {
      name: 'terminal-libraries-in-console',
      severity: 'error',
      comment: 'ssh2 and blessed stay behind src/console.',
      from: { path: '^src/', pathNot: '^src/console/' },
      to: { path: 'node_modules/(ssh2|blessed)/' },
    },
    {
      name: 'lowdb-in-store',
      severity: 'error',
      comment:
        'lowdb and the file system stay behind src/store (main.ts and processor.ts put things together).',
      from: { path: '^src/', pathNot: '^src/(store/|main\\.ts|processor\\.ts|host/)' },
      to: { path: '(node_modules/lowdb/|^(node:)?fs(/promises)?$)' },
    },
    {
      name: 'no-host-inside',
      severity: 'error',
      comment: 'No node module inside the machine or CMS.',
      from: { path: '^src/(cpu|devices|cms|shared)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-tests-in-source',
      severity: 'error',
      comment: 'Source does not import tests.',
      from: { path: '^src/' },
      to: { path: '^(test|bench|tools)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
