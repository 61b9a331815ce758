import { disc, line, moved, ring, type Shape, slab, solid, tint, turned } from './ink.ts';

const WOOD = '#c79a63';

/** What is played with. */
export const PLAY: Record<string, (colour: string) => Shape> = {
  blocks: colour => ({
    svg:
      [
        [-150, 0, colour],
        [10, 0, '#3f6f8f'],
        [170, 0, WOOD],
        [-70, -150, '#c6493f'],
        [90, -150, '#9db29a'],
        [10, -300, '#e2c08d'],
      ]
        .map(
          ([x, y, shade]) =>
            slab(Number(x) - 74, Number(y) - 148, 148, 148, 12, String(shade)) +
            slab(Number(x) - 74, Number(y) - 148, 148, 22, 10, tint(String(shade), 0.3)),
        )
        .join('') + solid('M-64,-450 L10,-560 L84,-450Z', colour, 'flat'),
    reach: 290,
  }),
  rings: () => ({
    svg:
      slab(-220, -40, 440, 44, 22, WOOD) +
      ['#c6493f', '#d19a3e', '#dcae3c', '#9db29a', '#3f6f8f', '#7a4a66']
        .map((shade, index) => slab(-190 + index * 24, -110 - index * 68, 380 - index * 48, 66, 33, shade, 'cyl'))
        .join('') +
      disc(0, -500, 52, 56, WOOD),
    reach: 250,
  }),
  wood: colour => ({
    svg:
      disc(0, -30, 310, 70, '#9c7443', 'flat') +
      disc(0, -52, 310, 70, '#e2c08d', 'flat') +
      ring(0, -52, 230, 50, '#cfa971', 5) +
      ring(0, -52, 140, 30, '#cfa971', 4) +
      disc(-220, -56, 22, 8, colour, 'flat'),
    reach: 340,
    label: { x: 0, y: -250, size: 420 },
  }),
  tops: colour => ({
    svg: [
      [-170, 0, colour, -14],
      [30, 40, WOOD, 9],
      [200, 0, '#7d5637', -6],
    ]
      .map(([x, y, shade, lean]) =>
        turned(
          Number(lean),
          Number(x),
          0,
          moved(
            Number(x),
            Number(y),
            solid('M-100,-130 Q0,-180 100,-130 Q60,-30 0,0 Q-60,-30 -100,-130Z', String(shade)) +
              line('M-84,-120 Q0,-90 84,-120', tint(String(shade), 0.4), 10) +
              slab(-11, -250, 22, 100, 8, tint(String(shade), -0.2), 'cyl'),
          ),
        ),
      )
      .join(''),
    reach: 310,
  }),
  domino: colour => ({
    svg: [
      [-170, -16],
      [10, 6],
      [190, 22],
    ]
      .map(([x, lean]) =>
        turned(
          lean!,
          x!,
          0,
          slab(x! - 84, -340, 168, 340, 18, colour) +
            line(`M${x! - 66},-170 H${x! + 66}`, tint(colour, -0.45), 6) +
            [
              [-34, -280],
              [34, -220],
              [0, -250],
              [-34, -110],
              [34, -60],
            ]
              .map(([dx, y]) => disc(x! + dx!, y!, 15, 15, '#4a3428', 'fall'))
              .join(''),
        ),
      )
      .join(''),
    reach: 300,
  }),
  swing: colour => ({
    svg: line('M-200,-120 L-120,-600 M200,-120 L120,-600', colour, 16) + slab(-270, -140, 540, 66, 16, WOOD),
    reach: 250,
    label: { x: 0, y: -330, size: 230 },
  }),
};
