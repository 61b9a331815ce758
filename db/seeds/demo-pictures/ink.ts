// The few strokes every shape is drawn with. Shapes stand on y = 0, centred on x = 0, and reach up to about y = -560.

export interface Shape {
  svg: string;
  /** Half the width of its shadow on the floor. */
  reach: number;
  /** Where the first emoji is printed; without it, emoji stand beside the shape. */
  label?: { x: number; y: number; size: number };
}

/** The light comes from the left; referenced by every scene. */
export const DEFS = `
<linearGradient id="cyl"><stop offset="0" stop-color="#000" stop-opacity=".2"/><stop offset=".16" stop-color="#fff" stop-opacity=".08"/><stop offset=".32" stop-color="#fff" stop-opacity=".38"/><stop offset=".58" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".34"/></linearGradient>
<linearGradient id="flat" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".3"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".2"/></linearGradient>
<linearGradient id="fall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".28"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".26"/></linearGradient>
<radialGradient id="ball" cx=".35" cy=".3" r=".8"><stop offset="0" stop-color="#fff" stop-opacity=".6"/><stop offset=".45" stop-color="#fff" stop-opacity=".05"/><stop offset="1" stop-color="#000" stop-opacity=".36"/></radialGradient>
<radialGradient id="shade"><stop offset="0" stop-color="#2a1c10" stop-opacity=".42"/><stop offset=".55" stop-color="#2a1c10" stop-opacity=".18"/><stop offset="1" stop-color="#2a1c10" stop-opacity="0"/></radialGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff6d8" stop-opacity=".95"/><stop offset=".4" stop-color="#ffe09a" stop-opacity=".45"/><stop offset="1" stop-color="#ffd27a" stop-opacity="0"/></radialGradient>
<linearGradient id="flame" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffb638"/><stop offset=".55" stop-color="#fff3c2"/><stop offset="1" stop-color="#ffd06a"/></linearGradient>`;

export type Light = 'cyl' | 'flat' | 'fall' | 'ball';

/** A path in a colour, lit. */
export const solid = (d: string, colour: string, light: Light = 'cyl') =>
  `<path d="${d}" fill="${colour}"/><path d="${d}" fill="url(#${light})"/>`;

export function slab(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  colour: string,
  light: Light = 'flat',
) {
  const at = `x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"`;
  return `<rect ${at} fill="${colour}"/><rect ${at} fill="url(#${light})"/>`;
}

export function disc(x: number, y: number, rx: number, ry: number, colour: string, light: Light = 'ball') {
  const at = `cx="${x}" cy="${y}" rx="${rx}" ry="${ry}"`;
  return `<ellipse ${at} fill="${colour}"/><ellipse ${at} fill="url(#${light})"/>`;
}

export const ring = (x: number, y: number, rx: number, ry: number, colour: string, width: number) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;

export const line = (d: string, colour: string, width: number) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** An upright cylinder (or cone) from bottom to top, its lid seen a little from above. */
export function tube(
  x: number,
  bottom: number,
  top: number,
  low: number,
  high: number,
  colour: string,
  lid = tint(colour, 0.25),
) {
  const d = `M${x - high},${top} L${x - low},${bottom} A${low},${low * 0.2} 0 0 0 ${x + low},${bottom} L${x + high},${top} Z`;
  return solid(d, colour) + disc(x, top, high, high * 0.2, lid, 'flat');
}

export const turned = (degrees: number, x: number, y: number, svg: string) =>
  `<g transform="rotate(${degrees} ${x} ${y})">${svg}</g>`;
export const moved = (x: number, y: number, svg: string, scale = 1) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${svg}</g>`;

export const flame = (x: number, y: number, size = 1) =>
  moved(
    x,
    y,
    `<circle cx="0" cy="-36" r="150" fill="url(#glow)"/><path d="M0,-92 C30,-50 26,-8 0,0 C-26,-8 -30,-50 0,-92Z" fill="url(#flame)"/>`,
    size,
  );

/** share > 0 towards white, share < 0 towards black. */
export function tint(colour: string, share: number): string {
  const towards = share > 0 ? 255 : 0;
  const parts = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16));
  return `#${parts
    .map(part => Math.round(part + (towards - part) * Math.abs(share)))
    .map(part => part.toString(16).padStart(2, '0'))
    .join('')}`;
}
