import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { CANDLES } from './candles.ts';
import { CLOTH } from './cloth.ts';
import { DESK } from './desk.ts';
import { GARDEN } from './garden.ts';
import { DEFS, moved, type Shape, tint, tube } from './ink.ts';
import { KITCHEN } from './kitchen.ts';
import { PLAY } from './play.ts';
import { SMALL_THINGS } from './small-things.ts';
import { TABLEWARE } from './tableware.ts';
import { VESSELS } from './vessels.ts';

const SHAPES = {
  ...VESSELS,
  ...CANDLES,
  ...TABLEWARE,
  ...KITCHEN,
  ...GARDEN,
  ...DESK,
  ...PLAY,
  ...CLOTH,
  ...SMALL_THINGS,
};
export const SIDE = 1080;
const FLOOR = 878;

export interface Studio {
  wall: string;
  floor: string;
}

export interface Art {
  shape: string;
  colour: string;
  emoji: string[];
}

/** 'pouch #4a3428 🫘 ☕' → its parts. */
export function artFrom(words: string, colour?: string): Art {
  const [shape, own, ...emoji] = words.split(' ');
  return { shape: shape!, colour: colour ?? own!, emoji };
}

/** A thing in the studio: alone, or with a second one behind it in another colour. The answer is raw RGB, SIDE × SIDE. */
export async function photograph(art: Art, studio: Studio, second?: { colour: string }): Promise<Buffer> {
  const shape = shapeOf(art);
  const prints: Print[] = [];
  const things: string[] = [];
  if (second)
    things.push(
      ...placed(
        shapeOf({ ...art, colour: second.colour }),
        { x: 330, y: FLOOR - 66, size: 0.88 },
        art.emoji[0],
        prints,
      ),
    );
  things.push(
    ...placed(
      shape,
      second ? { x: 660, y: FLOOR, size: 1.08 } : { x: 524, y: FLOOR, size: sizeOf(shape) },
      art.emoji[0],
      prints,
    ),
  );
  const beside = shape.label ? art.emoji.slice(1) : art.emoji;
  const spots = second ? BESIDE_PAIR : BESIDE;
  beside.slice(0, 2).forEach((emoji, index) => {
    const spot = spots[index]!;
    things.push(shadow(spot.x, spot.y + spot.size / 2 - 14, spot.size * 0.52));
    prints.push({ emoji, ...spot });
  });
  const canvas = Buffer.from(await backdropOf(studio));
  const drawn = await sharp(Buffer.from(drawing(DEFS, things.join(''))))
    .raw()
    .toBuffer();
  lay(canvas, { pixels: drawn, side: SIDE, left: 0, top: 0 });
  for (const print of prints) lay(canvas, await layerOf(print));
  return canvas;
}

interface Layer {
  /** RGBA, side × side. */
  pixels: Buffer;
  side: number;
  left: number;
  top: number;
}

/** One picture over another. By hand, because most of a layer is empty: a fifth of what the library takes for whole pictures. */
function lay(canvas: Buffer, { pixels, side, left, top }: Layer): void {
  for (let y = Math.max(0, -top); y < side && top + y < SIDE; y += 1) {
    for (let x = Math.max(0, -left); x < side && left + x < SIDE; x += 1) {
      const from = (y * side + x) * 4;
      const alpha = pixels[from + 3]!;
      if (alpha === 0) continue;
      const to = ((top + y) * SIDE + left + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const below = canvas[to + channel]! * (255 - alpha);
        canvas[to + channel] = (pixels[from + channel]! * alpha + below + 127) / 255;
      }
    }
  }
}

/** Wide things would leave the picture at the size that suits tall ones. */
const sizeOf = ({ reach }: Shape) => Math.min(1.34, 480 / reach);

interface Print {
  emoji: string;
  x: number;
  y: number;
  size: number;
}

const BESIDE = [
  { x: 836, y: 800, size: 270 },
  { x: 216, y: 830, size: 210 },
];
const BESIDE_PAIR = [
  { x: 240, y: 850, size: 210 },
  { x: 900, y: 880, size: 180 },
];

function shapeOf({ shape, colour }: Art): Shape {
  const draw = shape === 'emoji' ? pedestal : SHAPES[shape];
  if (!draw) throw new Error(`There is no shape ${shape}`);
  return draw(colour);
}

function placed(
  shape: Shape,
  at: { x: number; y: number; size: number },
  emoji: string | undefined,
  prints: Print[],
): string[] {
  const { label } = shape;
  if (label && emoji) {
    prints.push({
      emoji,
      x: at.x + label.x * at.size,
      y: at.y + label.y * at.size,
      size: Math.round(label.size * at.size),
    });
  }
  return [shadow(at.x + 26, at.y + 2, shape.reach * at.size * 1.12), moved(at.x, at.y, shape.svg, at.size)];
}

const shadow = (x: number, y: number, reach: number) =>
  `<ellipse cx="${x}" cy="${y}" rx="${reach}" ry="${reach * 0.2}" fill="url(#shade)"/>`;

const drawing = (defs: string, things: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><defs>${defs}</defs>${things}</svg>`;

const backdrops = new Map<string, Promise<Buffer>>();

/** Kept, because filling the whole picture with gradients takes as long as everything that stands in it. */
function backdropOf(studio: Studio): Promise<Buffer> {
  const key = `${studio.wall} ${studio.floor}`;
  if (backdrops.size > 12) backdrops.clear();
  if (!backdrops.has(key)) backdrops.set(key, backdrop(studio));
  return backdrops.get(key)!;
}

/** A seamless paper wall that bends into the floor, lit from the upper left. */
function backdrop({ wall, floor }: Studio): Promise<Buffer> {
  const defs = `
<linearGradient id="studio" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${tint(wall, 0.06)}"/><stop offset=".58" stop-color="${wall}"/><stop offset=".74" stop-color="${floor}"/><stop offset="1" stop-color="${tint(floor, 0.3)}"/></linearGradient>
<radialGradient id="sun" cx=".3" cy=".22" r=".75"><stop offset="0" stop-color="#fff" stop-opacity=".42"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>`;
  const walls =
    '<rect width="100%" height="100%" fill="url(#studio)"/><rect width="100%" height="100%" fill="url(#sun)"/>';
  return sharp(Buffer.from(drawing(defs, walls)))
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** A house's mark: its sign on a rounded square of its colour, 160 × 160. */
export async function badge({ mark, glyph }: { mark: string; glyph: string }): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="160"><defs>${DEFS}</defs>
<rect width="160" height="160" rx="36" fill="${mark}"/><rect width="160" height="160" rx="36" fill="url(#flat)"/><circle cx="80" cy="80" r="58" fill="${tint(mark, 0.78)}"/></svg>`;
  const { pixels, side } = await layerOf({ emoji: glyph, x: 80, y: 80, size: 84 });
  const sign = { input: pixels, raw: { width: side, height: side, channels: 4 as const }, left: 38, top: 38 };
  return sharp(Buffer.from(svg)).composite([sign]).webp({ quality: 90 }).toBuffer();
}

const assets = new URL(import.meta.resolve('@lobehub/fluent-emoji-3d/package.json'));
/** Few emoji come back, but the same at the same size often in a row. */
const stickers = new Map<string, Promise<Buffer>>();

async function layerOf({ emoji, x, y, size }: Print): Promise<Layer> {
  const key = `${emoji} ${size}`;
  if (stickers.size > 60) stickers.clear();
  if (!stickers.has(key)) stickers.set(key, resized(emoji, size));
  const pixels = await stickers.get(key)!;
  return { pixels, side: size, left: Math.round(x - size / 2), top: Math.round(y - size / 2) };
}

async function resized(emoji: string, size: number): Promise<Buffer> {
  const name = [...emoji].map(character => character.codePointAt(0)!.toString(16)).join('-');
  const source = await readFile(new URL(`assets/${name}.webp`, assets));
  return sharp(source).resize(size, size, { kernel: 'lanczos3' }).ensureAlpha().raw().toBuffer();
}

/** What an emoji that is the product itself stands on. */
const pedestal = (colour: string): Shape => ({
  svg: tube(0, -4, -70, 250, 236, tint(colour, 0.35), tint(colour, 0.5)),
  reach: 290,
  label: { x: 0, y: -280, size: 430 },
});
