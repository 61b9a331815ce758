import sharp from 'sharp';

export const RENDITION_WIDTHS = [160, 480, 1080];
const MOST_PIXELS = 60_000_000;

/** Not a picture we can show, and why. */
export class UnreadablePicture extends Error {
  override readonly name = 'UnreadablePicture';
}

/**
 * A stranger's picture, decoded and encoded anew: what comes out is ours, without metadata. Recognised by its first bytes, never by its
 * name or its declared type; vector formats and documents are refused before a decoder sees them. Throws UnreadablePicture.
 */
export async function renditionsOf(body: Buffer): Promise<Map<number, Buffer>> {
  if (!isRaster(body)) throw new UnreadablePicture('The address does not hold a JPEG, PNG, WebP, AVIF or GIF picture');
  const renditions = new Map<number, Buffer>();
  try {
    for (const width of RENDITION_WIDTHS) {
      const picture = sharp(body, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
      const shrunk = picture.rotate().resize({ width, withoutEnlargement: true });
      renditions.set(width, await shrunk.flatten({ background: '#ffffff' }).webp({ quality: 82 }).toBuffer());
    }
  } catch (error) {
    throw new UnreadablePicture('The picture is damaged or too large to be read', { cause: error });
  }
  return renditions;
}

function isRaster(body: Buffer): boolean {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => body[index] === byte);
  const says = (from: number, text: string) => body.toString('latin1', from, from + text.length) === text;
  return (
    starts(0xff, 0xd8, 0xff) ||
    starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ||
    says(0, 'GIF8') ||
    (says(0, 'RIFF') && says(8, 'WEBP')) ||
    (says(4, 'ftyp') && (says(8, 'avif') || says(8, 'avis')))
  );
}
