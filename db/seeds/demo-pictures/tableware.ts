import { disc, line, moved, ring, type Shape, slab, solid, tint } from './ink.ts';

const WOOD = '#b98a57';

const bowl = (x: number, y: number, rx: number, height: number, colour: string, inside = tint(colour, -0.14)) =>
  solid(
    `M${x - rx},${y - height} Q${x - rx * 0.92},${y - 10} ${x - rx * 0.38},${y} L${x + rx * 0.38},${y} Q${x + rx * 0.92},${y - 10} ${x + rx},${y - height}Z`,
    colour,
  ) +
  disc(x, y - height, rx, rx * 0.24, tint(colour, 0.22), 'flat') +
  disc(x, y - height + 5, rx * 0.92, rx * 0.2, inside, 'fall');

const mug = (x: number, y: number, colour: string, size = 1) =>
  moved(
    x,
    y,
    line('M120,-220 Q240,-230 226,-140 Q212,-60 112,-70', tint(colour, -0.12), 34) +
      solid('M-140,-290 Q-146,-40 -104,-6 Q0,16 104,-6 Q146,-40 140,-290Z', colour) +
      solid('M-140,-290 Q-142,-150 -136,-120 Q0,-84 137,-128 Q142,-160 140,-290Z', tint(colour, 0.2)) +
      disc(0, -290, 140, 34, tint(colour, 0.3), 'flat') +
      disc(0, -286, 126, 28, '#5b3a29', 'fall'),
    size,
  );

/** What stands on a table. */
export const TABLEWARE: Record<string, (colour: string) => Shape> = {
  mug: colour => ({ svg: mug(-30, 0, colour, 1.25), reach: 230 }),
  bowl: colour => ({ svg: bowl(0, 0, 260, 220, colour), reach: 220 }),
  plate: colour => ({
    svg:
      disc(0, -30, 300, 96, tint(colour, -0.2), 'flat') +
      disc(0, -46, 300, 96, colour, 'flat') +
      disc(0, -42, 210, 62, tint(colour, -0.1), 'flat') +
      disc(0, -36, 200, 56, tint(colour, 0.12), 'flat'),
    reach: 330,
  }),
  platter: colour => ({
    svg:
      disc(0, -30, 350, 84, tint(colour, -0.2), 'flat') +
      disc(0, -48, 350, 84, colour, 'flat') +
      disc(0, -42, 280, 56, tint(colour, 0.18), 'flat'),
    reach: 380,
  }),
  dishes: colour => ({
    svg:
      bowl(-130, 0, 150, 90, colour) +
      bowl(140, -16, 120, 80, tint(colour, 0.3)) +
      bowl(10, 46, 100, 66, tint(colour, -0.25)),
    reach: 300,
  }),
  jug: colour => ({
    svg:
      line('M120,-360 Q250,-350 226,-200 Q210,-110 120,-110', tint(colour, -0.12), 32) +
      solid(
        'M-120,-430 L-170,-440 Q-130,-400 -126,-350 Q-190,-180 -120,-6 Q0,18 120,-6 Q190,-180 120,-350 L124,-430Z',
        colour,
      ) +
      disc(0, -432, 122, 24, tint(colour, -0.2), 'fall'),
    reach: 220,
  }),
  teapot: colour => ({
    svg:
      line('M170,-250 Q290,-250 270,-130 Q256,-60 170,-70', tint(colour, -0.15), 26) +
      solid('M-150,-120 Q-250,-150 -270,-270 L-232,-276 Q-216,-200 -140,-210Z', tint(colour, -0.08)) +
      solid('M-100,-300 Q-210,-260 -190,-120 Q-170,0 0,6 Q170,0 190,-120 Q210,-260 100,-300Z', colour) +
      disc(0, -298, 104, 26, tint(colour, -0.15), 'flat') +
      solid('M-90,-304 Q0,-380 90,-304 Q0,-280 -90,-304Z', colour) +
      disc(0, -362, 22, 22, WOOD),
    reach: 260,
  }),
  glass: colour => ({
    svg: [-140, 110]
      .map(
        (x, index) =>
          `<path d="M${x - 96},-280 L${x - 76},-14 Q${x},8 ${x + 76},-14 L${x + 96},-280Z" fill="#e6f1f5" fill-opacity=".7"/>` +
          solid(
            `M${x - 90},-${200 - index * 40} L${x - 76},-24 Q${x},-4 ${x + 76},-24 L${x + 90},-${200 - index * 40} Q${x},-${180 - index * 40} ${x - 90},-${200 - index * 40}Z`,
            colour,
          ) +
          ring(x, -280, 96, 18, '#ffffffcc', 5) +
          line(`M${x - 70},-250 L${x - 58},-60`, '#ffffffaa', 7),
      )
      .join(''),
    reach: 280,
  }),
  butter: colour => ({
    svg:
      slab(-270, -50, 540, 52, 24, tint(colour, -0.1)) +
      slab(-220, -220, 440, 176, 44, colour) +
      disc(0, -232, 44, 30, tint(colour, -0.12)),
    reach: 320,
  }),
  pig: colour => ({
    svg:
      solid('M-190,-200 Q-190,-390 10,-400 Q210,-390 200,-180 Q200,0 0,6 Q-190,0 -190,-200Z', colour, 'ball') +
      disc(-70, -210, 110, 116, tint(colour, -0.5), 'fall') +
      disc(-70, -170, 86, 66, '#f7f4ee', 'flat') +
      ring(-70, -210, 112, 118, tint(colour, 0.15), 14),
    reach: 240,
  }),
};
