import { disc, line, ring, type Shape, slab, solid, tint, turned } from './ink.ts';

const WOOD = '#c79a63';
const PAPER = '#fbf6ea';

const fold = (y: number, colour: string, width = 460, height = 84) =>
  slab(-width / 2, y - height, width, height, 22, colour, 'fall') +
  line(
    `M${-width / 2 + 26},${y - height * 0.62} H${width / 2 - 4} M${-width / 2 + 26},${y - height * 0.3} H${width / 2 - 4}`,
    tint(colour, -0.16),
    4,
  );

/** Folded, sewn and stuffed. */
export const CLOTH: Record<string, (colour: string) => Shape> = {
  stack: colour => ({
    svg:
      [0, 1, 2, 3].map(index => fold(-index * 84, tint(colour, index % 2 ? 0.12 : 0))).join('') +
      slab(-34, -336, 68, 336, 4, tint(colour, -0.25), 'fall') +
      disc(0, -340, 40, 22, tint(colour, -0.3)),
    reach: 290,
  }),
  stripes: colour => ({
    svg: [0, 1]
      .map(
        index =>
          fold(-index * 130, PAPER, 480, 130) +
          [-190, -150, 60, 100, 180].map(x => slab(x, -index * 130 - 128, 20, 126, 2, colour, 'fall')).join(''),
      )
      .join(''),
    reach: 300,
  }),
  cloth: colour => ({
    svg:
      disc(0, -300, 290, 70, tint(colour, 0.2), 'flat') +
      solid(
        'M-290,-300 Q-300,-120 -340,-10 Q-260,-40 -210,0 Q-140,-46 -70,6 Q0,-40 80,6 Q150,-40 220,0 Q280,-36 340,-10 Q300,-120 290,-300 A290,70 0 0 1 -290,-300Z',
        colour,
      ),
    reach: 350,
    label: { x: 0, y: -380, size: 200 },
  }),
  runner: colour => ({
    svg:
      disc(-190, -100, 100, 100, tint(colour, -0.1)) +
      ring(-190, -100, 60, 60, tint(colour, -0.3), 8) +
      ring(-190, -100, 26, 26, tint(colour, -0.3), 8) +
      solid('M-190,-4 H300 L340,-40 Q120,-60 -100,-50Z', colour, 'flat') +
      [0, 1, 2, 3, 4, 5, 6]
        .map(index =>
          line(`M${306 + index * 5},${-6 - index * 5} L${346 + index * 6},${4 - index * 6}`, tint(colour, -0.15), 5),
        )
        .join(''),
    reach: 340,
  }),
  throw: colour => ({
    svg:
      [0, 1, 2].map(index => fold(-30 - index * 100, tint(colour, index * 0.1), 500, 104)).join('') +
      Array.from({ length: 22 }, (_, index) =>
        line(`M${-236 + index * 22},-40 V${-2 + (index % 2) * 6}`, tint(colour, -0.12), 8),
      ).join('') +
      line('M-200,-290 L-60,-236 M-60,-300 L80,-240 M80,-300 L210,-244', '#ffffff55', 10),
    reach: 310,
  }),
  cushion: colour => ({
    svg:
      solid('M-250,-470 Q0,-430 250,-470 Q216,-240 256,-6 Q0,-44 -256,-6 Q-216,-240 -250,-470Z', colour, 'ball') +
      line(
        'M-244,-462 Q0,-424 244,-462 Q210,-240 248,-14 Q0,-50 -248,-14 Q-210,-240 -244,-462Z',
        tint(colour, -0.2),
        6,
      ),
    reach: 290,
    label: { x: 0, y: -240, size: 190 },
  }),
  bolster: colour => ({
    svg:
      slab(-300, -230, 560, 230, 110, colour, 'fall') +
      disc(256, -115, 70, 112, tint(colour, -0.18)) +
      disc(256, -115, 16, 22, tint(colour, -0.4)),
    reach: 350,
  }),
  pouf: colour => ({
    svg:
      solid(
        'M-290,-150 Q-300,-310 -120,-330 H120 Q300,-310 290,-150 Q300,0 120,6 H-120 Q-300,0 -290,-150Z',
        colour,
        'ball',
      ) +
      line('M-286,-160 Q0,-120 286,-160', tint(colour, -0.2), 6) +
      line('M0,-330 V4', tint(colour, -0.12), 4),
    reach: 330,
  }),
  tote: colour => ({
    svg:
      line('M-100,-380 Q-100,-560 0,-560 Q100,-560 100,-380', tint(colour, -0.25), 22) +
      solid('M-220,-390 L-236,0 Q0,18 236,0 L220,-390Z', colour, 'flat') +
      line('M-206,-366 H206', tint(colour, -0.2), 4),
    reach: 270,
    label: { x: 0, y: -200, size: 200 },
  }),
  sack: colour => ({
    svg:
      solid('M-100,-400 Q-230,-300 -220,-120 Q-216,0 -150,4 H150 Q216,0 220,-120 Q230,-300 100,-400Z', colour, 'ball') +
      solid('M-110,-400 Q-150,-470 -120,-490 Q0,-450 120,-490 Q150,-470 110,-400Z', tint(colour, 0.1), 'flat') +
      line('M-112,-402 Q0,-380 112,-402', '#8a643b', 14) +
      line('M70,-394 Q140,-360 120,-290', '#8a643b', 9),
    reach: 260,
    label: { x: 0, y: -180, size: 180 },
  }),
  apron: colour => ({
    svg:
      line('M-70,-500 Q0,-600 70,-500', tint(colour, -0.25), 18) +
      solid('M-84,-510 H84 Q96,-360 230,-330 L240,0 H-240 L-230,-330 Q-96,-360 -84,-510Z', colour, 'flat') +
      slab(-120, -230, 240, 130, 12, tint(colour, -0.12)) +
      line('M0,-230 V-100', tint(colour, -0.25), 4),
    reach: 260,
  }),
  robe: colour => ({
    svg:
      line('M-150,-540 Q0,-580 150,-540', WOOD, 16) +
      solid(
        'M-120,-540 L-300,-400 L-250,-270 L-170,-320 L-190,0 H190 L170,-320 L250,-270 L300,-400 L120,-540 L0,-350Z',
        colour,
        'flat',
      ) +
      slab(-180, -260, 360, 44, 8, tint(colour, -0.2)) +
      line('M-120,-540 L0,-350 L120,-540 M0,-350 V0', tint(colour, -0.25), 8),
    reach: 250,
  }),
  mitt: colour => ({
    svg: turned(
      -14,
      0,
      -200,
      solid(
        'M-120,0 L-130,-330 Q-120,-500 10,-500 Q130,-500 130,-330 L128,-250 Q190,-330 226,-280 Q240,-220 130,-110 L120,0Z',
        colour,
        'flat',
      ) +
        slab(-132, -60, 264, 64, 12, tint(colour, -0.25)) +
        [0, 1, 2, 3]
          .map(index => line(`M-110,${-420 + index * 90} L110,${-360 + index * 90}`, tint(colour, 0.2), 3))
          .join(''),
    ),
    reach: 230,
  }),
};
