import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDarkroom, type Prints } from './darkroom.ts';

const folder = await mkdtemp(join(tmpdir(), 'stackr-darkroom-'));
afterAll(() => rm(folder, { recursive: true }));

let drawn = 0;
const draw = async (): Promise<Prints> => [[`drawing/${++drawn}`, Buffer.from([1, 2, 3])]];

test('what was drawn is drawn once, another recipe by itself, and a spoilt print anew', async () => {
  const develop = await openDarkroom(folder);
  const [first] = await develop({ art: 'cup' }, draw);
  expect(await (await openDarkroom(folder))({ art: 'cup' }, draw)).toEqual([first]);
  expect(Buffer.isBuffer((await develop({ art: 'cup' }, draw))[0]![1])).toBe(true);
  expect(drawn).toBe(1);
  await develop({ art: 'bowl' }, draw);
  expect(drawn).toBe(2);
  const [version] = await readdir(folder);
  for (const name of await readdir(join(folder, version!))) await writeFile(join(folder, version!, name), 'torn');
  expect(await develop({ art: 'cup' }, draw)).toEqual([['drawing/3', Buffer.from([1, 2, 3])]]);
});

test('what other code drew is cleared away, and a shelf that cannot be written only costs time', async () => {
  await writeFile(join(folder, 'older'), '');
  await openDarkroom(folder);
  expect(await readdir(folder)).not.toContain('older');
  const develop = await openDarkroom(join(folder, (await readdir(folder))[0]!, 'file-in-the-way', '\0'));
  expect(await develop({ art: 'jug' }, draw)).toHaveLength(1);
});
