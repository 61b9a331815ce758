import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const files = ['backoffice', 'db', 'jobs']
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(path => join(folder, path)),
  )
  .filter(
    path => /\.tsx?$/.test(path) && !/\.(test|testing)\.ts$|admin-bundle/.test(path) && !path.startsWith('db/testing'),
  );

interface Import {
  from: string;
  to: string;
  isType: boolean;
}

const imports: Import[] = files.flatMap(from =>
  [
    ...readFileSync(join(root, from), 'utf8').matchAll(
      /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/gm,
    ),
  ].map(([, type, named, dynamic]) => ({
    from,
    to: resolveImport(from, (named ?? dynamic)!),
    isType: type !== undefined,
  })),
);

function resolveImport(from: string, to: string): string {
  if (to.startsWith('#')) return to.slice(1);
  return to.startsWith('.') ? relative(root, resolve(root, dirname(from), to)) : to;
}

it('reads the imports at all', () => expect(imports.length).toBeGreaterThan(500));

/** The arrows of the house: what a folder may not import. */
const walls: { name: string; from: RegExp; mayNot: RegExp; butTypes?: boolean }[] = [
  { name: 'db knows nothing of commerce', from: /^db\//, mayNot: /^(backoffice|jobs|storefront)\// },
  {
    name: 'commerce has rules and SQL: no doors, no workflows, no vendors',
    from: /^backoffice\/commerce\//,
    mayNot:
      /^backoffice\/(http|admin|workflows|providers|services|config|app)|^jobs\/|^(express|stripe|adminjs|nodemailer|typesense|voyageai|@easypost)/,
    butTypes: true,
  },
  {
    name: 'providers hide vendors and know no rules',
    from: /^backoffice\/providers\//,
    mayNot: /^backoffice\/(commerce\/(?!money)|workflows|http|admin|config|app)|^jobs\//,
    butTypes: true,
  },
  {
    name: 'workflows know no doors',
    from: /^backoffice\/workflows\//,
    mayNot: /^backoffice\/(http|admin|app|config)|^jobs\/|^(express|adminjs)/,
    butTypes: true,
  },
  {
    name: 'doors do not reach around the composition root to an adapter',
    from: /^(backoffice\/(http|admin|app|server)|jobs\/)/,
    mayNot: /^backoffice\/providers\/\w+\/(?!.*queue)(stripe|easypost|voyage|typesense|smtp|s3|postgres)-/,
  },
  { name: 'nothing in the product imports the stand-ins', from: /^(backoffice|jobs|db)\//, mayNot: /stand-ins/ },
];

it.each(walls)('$name', ({ from, mayNot, butTypes }) => {
  const through = imports.filter(one => from.test(one.from) && mayNot.test(one.to) && !(butTypes && one.isType));
  expect(through.map(one => `${one.from} → ${one.to}`)).toEqual([]);
});

it('commerce modules do not import each other', () => {
  const moduleOf = (path: string) => path.match(/^backoffice\/commerce\/(\w[\w-]*)\//)?.[1];
  const through = imports.filter(
    one => moduleOf(one.from) && moduleOf(one.to) && moduleOf(one.from) !== moduleOf(one.to) && !one.isType,
  );
  expect(through.map(one => `${one.from} → ${one.to}`)).toEqual([]);
});

it('a module is entered by its index from outside', () => {
  const through = imports.filter(
    one =>
      !one.from.startsWith('backoffice/commerce/') &&
      /^backoffice\/commerce\/[\w-]+\/(?!index\.ts)/.test(one.to) &&
      !one.isType,
  );
  expect(through.map(one => `${one.from} → ${one.to}`)).toEqual([]);
});

it('the environment is read in one place', () => {
  const readers = files.filter(
    path => path.startsWith('backoffice/') && /process\.env/.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(
    readers.filter(
      path => !['backoffice/server.ts', 'backoffice/admin/index.ts'].includes(path) && !path.endsWith('bundle.ts'),
    ),
  ).toEqual([]);
});
