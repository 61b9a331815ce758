import { disc, line, moved, ring, type Shape, slab, solid, tint, tube, turned } from './ink.ts';

const STEEL = '#c9ccd0';
const LEAF = '#5d8a4e';

const stems = (x: number, top: number) =>
  [-26, -9, 10, 28]
    .map(lean =>
      turned(lean, x, top, line(`M${x},${top} V${top - 190}`, LEAF, 7) + disc(x, top - 200, 22, 40, tint(LEAF, 0.2))),
    )
    .join('');

/** Clay for plants and branches, and what one gardens with. */
export const GARDEN: Record<string, (colour: string) => Shape> = {
  vase: colour => ({
    svg:
      solid(
        'M-80,-420 Q-60,-350 -150,-280 Q-240,-180 -140,-10 Q0,18 140,-10 Q240,-180 150,-280 Q60,-350 80,-420Z',
        colour,
      ) + disc(0, -420, 80, 18, tint(colour, -0.35), 'fall'),
    reach: 230,
  }),
  bottlevase: colour => ({
    svg: [-110, 110]
      .map((x, index) =>
        moved(
          x,
          0,
          solid(
            'M-34,-520 Q-26,-380 -80,-290 Q-110,-200 -86,-8 Q0,12 86,-8 Q110,-200 80,-290 Q26,-380 34,-520Z',
            index ? tint(colour, 0.3) : colour,
          ) + disc(0, -520, 34, 9, tint(colour, -0.4), 'fall'),
          index ? 0.76 : 1,
        ),
      )
      .join(''),
    reach: 240,
  }),
  moon: colour => ({
    svg:
      disc(0, -230, 240, 236, colour) +
      slab(-84, -484, 168, 40, 12, tint(colour, -0.05), 'cyl') +
      disc(0, -482, 80, 15, tint(colour, -0.3), 'fall') +
      line('M-238,-226 Q0,-196 238,-226', tint(colour, -0.1), 4),
    reach: 210,
  }),
  buds: colour => ({
    svg: [
      [-170, 0.8, 0],
      [170, 0.72, -0.2],
      [0, 0.95, 0.25],
    ]
      .map(([x, size, share]) =>
        moved(x!, x === 0 ? 30 : 0, GARDEN.vase!(share! === 0 ? colour : tint(colour, share!)).svg, size! * 0.66),
      )
      .join(''),
    reach: 290,
  }),
  pocket: colour => ({
    svg:
      stems(0, -330) +
      solid('M-180,-360 Q-200,-60 0,0 Q200,-60 180,-360Z', colour) +
      disc(0, -360, 180, 30, tint(colour, -0.35), 'fall'),
    reach: 180,
  }),
  pot: colour => ({
    svg:
      tube(0, -4, -34, 200, 190, tint(colour, -0.12)) +
      solid('M-200,-270 L-150,-20 Q0,12 150,-20 L200,-270Z', colour) +
      tube(0, -262, -330, 214, 220, tint(colour, 0.06), '#5a4334'),
    reach: 250,
    label: { x: 0, y: -468, size: 330 },
  }),
  tallpot: colour => ({
    svg:
      solid('M-150,-380 L-110,-10 Q0,14 110,-10 L150,-380Z', colour) +
      tube(0, -370, -430, 160, 166, tint(colour, 0.06), '#5a4334'),
    reach: 190,
    label: { x: 0, y: -506, size: 220 },
  }),
  lowpot: colour => ({
    svg:
      solid('M-280,-150 L-220,-12 Q0,16 220,-12 L280,-150Z', colour) +
      tube(0, -146, -190, 290, 296, tint(colour, 0.08), '#c9b48f'),
    reach: 320,
    label: { x: 0, y: -330, size: 330 },
  }),
  footpot: colour => ({
    svg:
      [-110, 0, 110].map(x => slab(x - 20, -70, 40, 72, 14, tint(colour, -0.15), 'cyl')).join('') +
      solid('M-200,-320 Q-210,-90 -120,-60 H120 Q210,-90 200,-320Z', colour) +
      disc(0, -320, 200, 42, '#5a4334', 'fall') +
      ring(0, -320, 200, 42, tint(colour, 0.25), 14),
    reach: 220,
    label: { x: 0, y: -470, size: 320 },
  }),
  trough: colour => ({
    svg:
      slab(-310, -190, 620, 190, 24, colour) +
      disc(0, -188, 300, 28, '#5a4334', 'fall') +
      [-210, 0, 210].map(x => stems(x, -186)).join('') +
      slab(-316, -200, 632, 44, 14, tint(colour, 0.1)),
    reach: 370,
  }),
  can: colour => ({
    svg:
      line('M120,-330 Q300,-320 260,-110 Q240,-60 170,-70', tint(colour, -0.2), 22) +
      line('M-140,-90 Q-220,-140 -300,-330', tint(colour, -0.1), 34) +
      disc(-310, -350, 60, 30, '#cda349') +
      solid('M-140,-300 L-160,-10 Q0,16 160,-10 L140,-300Z', colour) +
      disc(0, -300, 140, 28, tint(colour, -0.3), 'fall') +
      line('M-100,-306 Q0,-430 100,-306', tint(colour, -0.2), 20),
    reach: 290,
  }),
  trowel: colour => ({
    svg: turned(
      34,
      0,
      -220,
      slab(-28, -540, 56, 210, 26, colour, 'cyl') +
        slab(-12, -340, 24, 110, 4, STEEL, 'cyl') +
        solid('M-74,-250 H74 Q84,-80 0,40 Q-84,-80 -74,-250Z', STEEL) +
        line('M0,-230 V0', '#9aa0a6', 6),
    ),
    reach: 210,
  }),
  fork: colour => ({
    svg: turned(
      34,
      0,
      -220,
      slab(-28, -540, 56, 210, 26, colour, 'cyl') +
        slab(-12, -340, 24, 100, 4, STEEL, 'cyl') +
        line('M-70,20 V-190 Q-70,-240 0,-244 Q70,-240 70,-190 V20 M0,-244 V30', STEEL, 24),
    ),
    reach: 210,
  }),
  dibber: colour => ({
    svg: turned(
      28,
      0,
      -220,
      slab(-100, -520, 200, 60, 28, colour) +
        slab(-32, -480, 64, 330, 18, colour, 'cyl') +
        solid('M-32,-160 H32 L0,20Z', STEEL) +
        line('M-30,-260 H30 M-30,-220 H30 M-30,-300 H30', tint(colour, -0.35), 5),
    ),
    reach: 190,
  }),
  twine: colour => ({
    svg:
      tube(0, -8, -150, 150, 150, STEEL) +
      tube(0, -140, -330, 120, 120, colour) +
      [0, 1, 2, 3, 4, 5]
        .map(index =>
          line(`M-118,${-160 - index * 30} Q0,${-120 - index * 30} 118,${-176 - index * 30}`, tint(colour, -0.18), 6),
        )
        .join('') +
      line('M60,-340 Q200,-420 220,-260 Q230,-120 300,-30', colour, 9),
    reach: 230,
  }),
  labels: colour => ({
    svg: [-22, -7, 8, 23]
      .map((lean, index) =>
        turned(
          lean,
          0,
          40,
          slab(-44, -470 + index * 10, 88, 150, 10, tint(colour, index * 0.06)) +
            slab(-7, -330, 14, 330, 4, tint(colour, -0.2), 'cyl'),
        ),
      )
      .join(''),
    reach: 200,
  }),
  basket: colour => ({
    svg:
      line('M-220,-200 Q-210,-520 0,-526 Q210,-520 220,-200', tint(colour, -0.25), 26) +
      solid('M-280,-220 Q-250,-20 -190,0 H190 Q250,-20 280,-220Z', colour) +
      [0, 1, 2, 3]
        .map(index => line(`M${-268 + index * 16},${-176 + index * 46} H${268 - index * 16}`, tint(colour, -0.25), 8))
        .join('') +
      disc(0, -220, 280, 46, tint(colour, -0.45), 'fall') +
      ring(0, -220, 280, 46, tint(colour, 0.1), 16),
    reach: 310,
    label: { x: 0, y: -276, size: 230 },
  }),
};
