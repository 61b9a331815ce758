import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { stableId } from '../chance.ts';
import type { DemoProduct } from '../demo-catalogue/assortment.ts';
import { DEMO_CATEGORIES } from '../demo-catalogue/categories.ts';
import { COLOURS } from '../demo-catalogue/colours.ts';
import { DEMO_WHOLESALERS } from '../demo-catalogue/index.ts';
import { openDarkroom, type Prints } from './darkroom.ts';
import { tint } from './ink.ts';
import { artFrom, badge, photograph, SIDE, type Studio } from './scene.ts';

export type Put = (key: string, body: Buffer, contentType: string) => Promise<void>;

export interface FileRow {
  id: string;
  key: string;
  content_type: string;
  byte_size: number;
  sha256: string;
  is_public: boolean;
}

/** One picture of a product; its renditions lie at products/<id>/<width>.webp. */
export interface Picture {
  id: string;
  productId: string;
  variantId: string | null;
  alt: string;
  position: number;
  words: string;
  colour: string | undefined;
  second: string | undefined;
  studio: Studio;
}

/** Composes every picture of the demo and puts it into storage; answers what was put. */
export async function takePictures(
  pictures: Picture[],
  put: Put,
  onProgress: (done: number, total: number) => void,
): Promise<FileRow[]> {
  const files: FileRow[] = [];
  const develop = await openDarkroom();
  const takes = [...logos(), ...categoryPictures(), ...pictures.map(take)];
  let done = 0;
  // Two at a time: one is drawn while the other is encoded.
  const queue = takes.values();
  const worker = async () => {
    for (const { recipe, draw } of queue) {
      for (const [key, body] of await develop(recipe, draw)) {
        await put(key, body, 'image/webp');
        files.push(fileRow(key, body));
      }
      done += 1;
      onProgress(done, takes.length);
    }
  };
  await Promise.all([worker(), worker()]);
  return files;
}

/** A picture for each of up to two colours, a second view of what sells well; two pictures for most. */
export function planPictures(products: DemoProduct[]): Picture[] {
  return products.flatMap((product, index) => {
    const colours = [...new Set(product.variants.map(variant => variant.options.Colour))].filter(isDrawn).slice(0, 2);
    const studio = studioOf(product, index);
    const picture = (position: number, rest: Partial<Picture>): Picture => ({
      id: stableId(`picture ${product.slug} ${position}`),
      productId: product.id,
      variantId: null,
      alt: product.item.name,
      position,
      words: product.item.art,
      colour: undefined,
      second: undefined,
      studio,
      ...rest,
    });
    if (colours.length > 0) {
      return colours.map((name, position) =>
        picture(position, {
          colour: COLOURS[name],
          variantId: product.variants.find(variant => variant.options.Colour === name)!.id,
          alt: `${product.item.name} in ${name.toLowerCase()}`,
        }),
      );
    }
    const own = artFrom(product.item.art);
    const pair = picture(1, {
      second: tint(own.colour, 0.22),
      alt: `Two of ${product.item.name}`,
      studio: studioOf(product, index + 1),
    });
    return product.popularity >= 60 && own.shape !== 'wood' ? [picture(0, {}), pair] : [picture(0, {})];
  });
}

const isDrawn = (name: string | undefined): name is string => name !== undefined && name in COLOURS;

/** A house keeps its wall, lit a little differently from one product to the next. */
function studioOf({ wholesaler }: DemoProduct, index: number): Studio {
  const { wall, floor } = wholesaler.studio;
  if (index % 3 === 1) return { wall: tint(wall, 0.35), floor: tint(floor, 0.3) };
  if (index % 3 === 2) return { wall: tint(floor, 0.45), floor };
  return { wall, floor };
}

/** What decides how it looks and where it lies, and the drawing. */
interface Take {
  recipe: unknown;
  draw(): Promise<Prints>;
}

const take = (picture: Picture): Take => ({
  recipe: picture,
  async draw() {
    const second = picture.second === undefined ? undefined : { colour: picture.second };
    const raw = await photograph(artFrom(picture.words, picture.colour), picture.studio, second);
    const renditions = await renditionsOf(raw, [SIDE, 480, 160]);
    return renditions.map(([width, body]) => [`products/${picture.id}/${width}.webp`, body]);
  },
});

/** From the largest to the smallest, each made from the one before. */
async function renditionsOf(raw: Buffer, widths: number[]): Promise<[width: number, body: Buffer][]> {
  const renditions: [number, Buffer][] = [];
  let pixels = raw;
  let side = SIDE;
  for (const width of widths) {
    const source = sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
    if (width < side) {
      pixels = await source.resize(width, width).raw().toBuffer();
      side = width;
    }
    const image = sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
    renditions.push([width, await image.webp({ quality: 80, effort: 0 }).toBuffer()]);
  }
  return renditions;
}

const logos = (): Take[] =>
  DEMO_WHOLESALERS.map(({ slug, studio }) => ({
    recipe: { slug, studio },
    draw: async () => [[`wholesalers/${stableId(`wholesaler ${slug}`)}/160.webp`, await badge(studio)]],
  }));

const categoryPictures = (): Take[] =>
  DEMO_CATEGORIES.flatMap(parent => [parent, ...(parent.children ?? [])]).map(category => ({
    recipe: category,
    async draw() {
      const raw = await photograph(artFrom(category.art), category);
      const key = `categories/${stableId(`category ${category.slug}`)}`;
      return (await renditionsOf(raw, [480, 160])).map(([width, body]) => [`${key}/${width}.webp`, body]);
    },
  }));

function fileRow(key: string, body: Buffer): FileRow {
  return {
    id: stableId(`file ${key}`),
    key,
    content_type: 'image/webp',
    byte_size: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
    is_public: true,
  };
}
