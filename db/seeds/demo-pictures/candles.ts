import { disc, flame, line, ring, type Shape, slab, solid, tint, tube, turned } from './ink.ts';

const PAPER = '#fbf6ea';

/** Light and scent. */
export const CANDLES: Record<string, (colour: string) => Shape> = {
  candle: colour => ({
    svg:
      solid('M-165,-330 L-165,-30 A165,34 0 0 0 165,-30 L165,-330Z', tint(colour, 0.16)) +
      disc(0, -330, 165, 34, tint(colour, 0.5), 'flat') +
      disc(0, -322, 140, 25, '#fbefd2', 'flat') +
      line('M0,-318 V-352', '#4b3a2a', 6) +
      flame(0, -346) +
      slab(-100, -250, 200, 180, 12, PAPER) +
      line('M-142,-280 L-142,-60', '#ffffff77', 9),
    reach: 210,
    label: { x: 0, y: -160, size: 136 },
  }),
  pillar: colour => ({
    svg: [-90, 100]
      .map((x, index) => {
        const top = index === 0 ? -420 : -290;
        const ribs = [-50, -25, 0, 25, 50]
          .map(at => line(`M${x + at},${top + 26} V-14`, tint(colour, -0.1), 3))
          .join('');
        return (
          tube(x, -8, top, 82, 82, colour) +
          ribs +
          line(`M${x},${top + 4} V${top - 26}`, '#4b3a2a', 5) +
          flame(x, top - 20, 0.8)
        );
      })
      .join(''),
    reach: 230,
  }),
  tapers: colour => ({
    svg: [-70, 70]
      .map((x, index) => {
        const shade = index === 0 ? colour : tint(colour, 0.18);
        const body = solid(`M${x - 26},-60 L${x - 14},-500 Q${x},-516 ${x + 14},-500 L${x + 26},-60Z`, shade);
        return (
          tube(x, -6, -66, 62, 44, '#cda349') + body + line(`M${x},-508 V-528`, '#4b3a2a', 4) + flame(x, -522, 0.7)
        );
      })
      .join(''),
    reach: 170,
  }),
  twist: colour => ({
    svg: [-80, 60]
      .map(x => {
        const coils = Array.from({ length: 9 }, (_, index) =>
          disc(x + (index % 2 ? 12 : -12), -80 - index * 46, 40, 34, index % 2 ? tint(colour, 0.1) : colour),
        ).join('');
        return (
          tube(x, -6, -54, 70, 52, '#efeae0') + coils + line(`M${x},-482 V-506`, '#4b3a2a', 4) + flame(x, -500, 0.7)
        );
      })
      .join(''),
    reach: 180,
  }),
  tealights: colour => ({
    svg: [
      [-150, -10],
      [10, -10],
      [160, -14],
      [-70, 30],
      [96, 34],
    ]
      .map(([x, y]) => tube(x!, y! - 8, y! - 62, 66, 66, tint(colour, 0.2), '#fbefd2') + flame(x!, y! - 66, 0.55))
      .join(''),
    reach: 280,
  }),
  holder: colour => ({
    svg:
      tube(0, -8, -30, 170, 160, colour) +
      tube(0, -26, -130, 34, 28, colour) +
      tube(0, -126, -170, 46, 60, colour) +
      solid('M-26,-168 L-16,-470 Q0,-484 16,-470 L26,-168Z', '#f3e6cc') +
      flame(0, -478, 0.8),
    reach: 210,
  }),
  matches: colour => ({
    svg:
      Array.from({ length: 13 }, (_, index) => {
        const lean = (index - 6) * 2.6;
        return turned(
          lean,
          0,
          -100,
          slab(-5 + (index - 6) * 11, -470, 10, 330, 3, '#e2c08d', 'cyl') +
            disc((index - 6) * 11, -474, 11, 17, colour),
        );
      }).join('') +
      `<path d="M-120,-300 L-120,-20 A120,24 0 0 0 120,-20 L120,-300Z" fill="#e9f1f3" fill-opacity=".55"/>` +
      solid('M-120,-140 L-120,-20 A120,24 0 0 0 120,-20 L120,-140 A120,24 0 0 1 -120,-140Z', tint(colour, 0.1)) +
      ring(0, -300, 120, 22, '#ffffffaa', 5),
    reach: 170,
  }),
  diffuser: colour => ({
    svg:
      [-24, -13, -4, 7, 17, 27]
        .map(lean => turned(lean, 0, -320, slab(-4, -600, 8, 300, 3, '#b98a57', 'cyl')))
        .join('') + CANDLES.dropper!(colour).svg.replace(/<path d="M-34,-392[^>]*>/g, ''),
    reach: 160,
    label: { x: 0, y: -152, size: 128 },
  }),
  dropper: colour => ({
    svg:
      solid('M-70,-330 Q-128,-310 -128,-250 L-128,-20 Q0,22 128,-20 L128,-250 Q128,-310 70,-330Z', tint(colour, -0.1)) +
      line('M-100,-250 L-100,-50', '#ffffff66', 9) +
      slab(-90, -240, 180, 176, 10, PAPER) +
      slab(-62, -392, 124, 72, 10, '#cda349', 'cyl') +
      solid('M-34,-392 Q-44,-500 0,-510 Q44,-500 34,-392Z', '#45423d'),
    reach: 155,
    label: { x: 0, y: -152, size: 128 },
  }),
  spray: colour => ({
    svg:
      tube(0, -10, -330, 100, 100, tint(colour, 0.2)) +
      slab(-84, -280, 168, 200, 10, PAPER) +
      slab(-60, -400, 120, 76, 8, '#35332f', 'cyl') +
      slab(-40, -462, 96, 66, 12, '#45423d', 'cyl'),
    reach: 140,
    label: { x: 0, y: -182, size: 128 },
  }),
};
