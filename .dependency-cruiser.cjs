/**
 * The law of imports (docs/ARCHITECTURE.md):
 * core <- server | client <- features (schema <- rules <- policy <- queries <- commands; api) <- components <- app
 */
const test = '\\.test\\.tsx?$'
/** Parts of a feature: a file each, or a folder of that name. */
const part = (...names) => `^lib/features/[^/]+/(${names.join('|')})(/|\\.tsx?$)`

const forbid = (name, comment, from, to, more = {}) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: test },
  to: { path: to, ...more },
})

/**
 * Folders below `root` from leaf to top: each imports folders of earlier lines only, so that no circle can arise, however
 * long. Type-only imports and styles count. (Rules with `scope: 'folder'` see a folder and the folders in it as strangers,
 * and miss a circle that passes through a subfolder.)
 */
const inOrder = (name, root, order, pathNot) => [
  ...order.map((line, place) => ({
    name,
    severity: 'error',
    comment: 'A folder imports folders below it. Two that need each other are one, or hide a third.',
    from: { path: `^${root}/(${line.join('|')})/`, pathNot },
    to: { path: `^${root}/(${order.slice(place).flat().join('|')})/`, pathNot: `^${root}/$1/` },
  })),
  {
    name,
    severity: 'error',
    comment: 'A new folder enters the order first.',
    from: { path: `^${root}/(?!(${order.flat().join('|')})/)`, pathNot },
    to: {},
  },
]

/** docs/ARCHITECTURE.md. Tests are free: they follow a story through several features. */
const featureOrder = [
  ['setting'],
  ['audit', 'bureau', 'division', 'live', 'photo', 'preference'],
  ['second-person'],
  ['registration'],
  ['staff'],
  ['consent', 'correction', 'disclosure', 'retention'],
  ['account', 'former-name', 'own-sessions', 'succession-state', 'viewing'],
  ['absence', 'check', 'content', 'machine', 'machine-user', 'member', 'own-password', 'proof', 'watch'],
  ['catalogue', 'document', 'export', 'owner-message', 'reading', 'report', 'saved-search', 'wechat'],
  ['inspection'],
  ['filing', 'history'],
  ['change'],
  ['notice'],
  ['batch', 'certificate', 'draft', 'fleet', 'option', 'pickup', 'second-look'],
  ['assisted', 'dossier', 'identity'],
  ['dispute', 'holder', 'pair', 'phone-change', 'rename', 'succession'],
  ['confirmation', 'own-data'],
  ['openapi'],
]

const componentOrder = [
  ['document', 'openapi', 'ui'],
  ['desk', 'mobile', 'shell'],
  ['role', 'setting', 'wechat'],
  ['check', 'consent', 'disclosure', 'second-person'],
  [
    'account',
    'audit',
    'catalogue',
    'division',
    'notice',
    'photo',
    'pickup',
    'report',
    'retention',
    'staff',
    'own-sessions',
    'viewing',
  ],
  ['bureau', 'correction', 'filing', 'member', 'own-data', 'registration', 'watch'],
  ['assisted', 'batch', 'change', 'home', 'second'],
  ['machine'],
  ['certificate', 'dispute', 'export', 'holder', 'identity'],
  ['confirmation', 'succession'],
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    forbid(
      'core-is-a-leaf',
      'lib/core imports nothing of ours.',
      '^lib/core/',
      '^(app|components|lib|prisma|scripts|testing|e2e)/',
      {
        pathNot: '^lib/core/',
      },
    ),
    forbid(
      'server-knows-no-feature',
      'lib/server serves features, it does not know them.',
      '^lib/server/',
      '^(app|components|lib/(features|client)|scripts|testing|e2e)/',
    ),
    forbid(
      'client-knows-no-feature',
      'lib/client runs in the browser, below the features.',
      '^lib/client/',
      '^(app|components|lib/(features|server)|prisma|scripts|testing|e2e)/',
    ),
    forbid(
      'pure-parts',
      'schema, rules and policy are pure: they run in the browser and in tests alike.',
      part('schema', 'rules', 'policy'),
      '^(lib/(server|client)|prisma|components|app|scripts|testing|e2e)/',
      // visibleTo() in a policy is a `where` of Prisma's type, which leaves nothing behind at run time.
      { dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'schema-first',
      'schema imports no later part.',
      part('schema'),
      part('rules', 'policy', 'queries', 'commands', 'jobs', 'api'),
    ),
    forbid(
      'rules-second',
      'rules import schema only.',
      part('rules'),
      part('policy', 'queries', 'commands', 'jobs', 'api'),
    ),
    forbid(
      'policy-third',
      'policy imports schema and rules only.',
      part('policy'),
      part('queries', 'commands', 'jobs', 'api'),
    ),
    forbid(
      'queries-fourth',
      'queries write nothing and know no browser.',
      part('queries'),
      `${part('commands', 'jobs', 'api')}|^(lib/client|components|app|scripts|testing|e2e)/`,
    ),
    forbid(
      'commands-fifth',
      'commands know no browser and start no job by hand.',
      part('commands'),
      `${part('jobs', 'api')}|^(lib/client|components|app|scripts|testing|e2e)/`,
    ),
    forbid(
      'jobs-on-the-server',
      'jobs know no browser.',
      part('jobs'),
      `${part('api')}|^(lib/client|components|app|scripts|testing|e2e)/`,
    ),
    forbid(
      'api-in-the-browser',
      'api is the browser side of a feature.',
      part('api'),
      `${part('queries', 'commands', 'jobs')}|^(lib/server|prisma|components|app|scripts|testing|e2e)/`,
    ),
    ...inOrder('features-in-order', 'lib/features', featureOrder, test),
    forbid(
      'components-see-no-server',
      'A component reaches data through api.ts or its props.',
      '^components/',
      `${part('queries', 'commands', 'jobs')}|^(lib/server|prisma|app|scripts|testing|e2e)/`,
    ),
    forbid(
      'ui-knows-no-domain',
      'components/ui would do for any registry.',
      '^components/ui/',
      '^(lib/features|components/(?!ui/)[^/]+)/',
    ),
    forbid(
      'desk-knows-no-domain',
      'components/desk is a review desk, whatever is decided on it.',
      '^components/desk/',
      '^(lib/features|components/(?!(desk|ui)/)[^/]+)/',
    ),
    forbid(
      'mobile-knows-no-domain',
      'components/mobile is what pages for phones are made of; it knows at most that somebody is signed in.',
      '^components/mobile/',
      '^(lib/features|components/(?!(mobile|ui)/)[^/]+)/',
    ),
    ...inOrder('no-component-circles', 'components', componentOrder),
    forbid(
      'pages-command-nothing',
      'A page reads and renders; what changes state has a route.',
      '^app/(?!api/).*\\.tsx?$',
      `${part('commands', 'jobs')}|^prisma/`,
    ),
    forbid(
      'routes-declare',
      'A route asks a query or a command: it renders nothing and does not touch Prisma.',
      part('routes'),
      '^(components|prisma|lib/client)/|node_modules/(antd|antd-mobile|@ant-design|react|react-dom)/',
    ),
    forbid(
      'routes-are-listed',
      'Routes are for lib/api.ts alone; the benchmark calls single ones.',
      '^(app|components|lib|prisma|scripts)/(?!api\\.ts$|bench/)',
      part('routes'),
    ),
    forbid(
      'one-api',
      'lib/api.ts is mounted by server.ts and app/api.',
      '^(?!server\\.ts$|app/api/|testing/)',
      '^lib/api\\.ts$',
    ),
    forbid('pages-ask-features', 'A page asks a query, never Prisma.', '^app/', '^prisma/'),
    forbid('nothing-imports-app', 'app is the top.', '^(?!app/)', '^app/'),
    forbid(
      'data-imports-no-feature',
      'Seeds and factories write rows; they do not depend on what they are to prove.',
      '^(prisma|e2e|testing)/',
      '^(lib/features|components|app)/',
    ),
    {
      name: 'connections-in-one-place',
      severity: 'error',
      comment:
        'Who opens connections by himself escapes the settings of their number and the closing of all of them.',
      from: {
        path: '^(app|components|lib|prisma|scripts|testing|e2e)/',
        // Besides: the driver's class of errors, its statements recorded, a driver for the schema engine.
        pathNot:
          '^lib/server/database/(connect(ions)?|pooled-client)\\.ts$|^lib/server/observe/(error-facts|outage\\.test)\\.ts$|^scripts/(bench/record|lib/schema-engine)\\.ts$|^testing/recorded-statements\\.ts$',
      },
      to: { path: 'node_modules/(@types/)?pg/', dependencyTypesNot: ['type-only'] },
    },
    forbid(
      'tests-only',
      'What is made for tests serves nothing else; scripts measure with it.',
      '^(app|components|lib|prisma)/',
      '^testing/|/test-bench\\.ts$',
    ),
    forbid(
      'development-only',
      'What runs in production imports no test tool.',
      '^(app|components|lib)/',
      '',
      { dependencyTypes: ['npm-dev'] },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^prisma/generated/internal', '^\\.next', '^\\.test', '^\\.data'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
