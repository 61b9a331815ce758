import React from 'react';
import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCents, formatDay } from './numbers.js';

export interface Point {
  day: string;
  cents: number;
}

const GREEN = 'var(--pine)';
const axis = { fontSize: 12, fill: 'var(--muted)' };

/** Money by day. The same numbers stand in a table for who cannot see the curve. */
export const MoneyChart = ({
  points,
  label,
  kind = 'area',
  height = 240,
}: {
  points: Point[];
  label: string;
  kind?: 'area' | 'bar';
  height?: number;
}) => {
  const Chart = kind === 'area' ? AreaChart : BarChart;
  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <div style={{ height }} aria-hidden="true">
        <ResponsiveContainer>
          <Chart data={points} margin={{ left: 8, right: 8, top: 8 }}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              dataKey="day"
              tickFormatter={formatDay}
              tick={axis}
              tickLine={false}
              axisLine={false}
              minTickGap={32}
            />
            <YAxis
              tickFormatter={(cents: number) => formatCents(cents).replace(/\.\d\d$/, '')}
              tick={axis}
              tickLine={false}
              axisLine={false}
              width={72}
            />
            <Tooltip formatter={(cents: number) => formatCents(cents)} labelFormatter={formatDay} />
            {kind === 'area' ? (
              <Area
                dataKey="cents"
                name={label}
                stroke={GREEN}
                fill={GREEN}
                fillOpacity={0.14}
                strokeWidth={2}
                isAnimationActive={false}
              />
            ) : (
              <Bar dataKey="cents" name={label} fill={GREEN} radius={[4, 4, 0, 0]} isAnimationActive={false} />
            )}
          </Chart>
        </ResponsiveContainer>
      </div>
      <details>
        <summary style={{ fontSize: 12 }}>As a table</summary>
        <table>
          <tbody>
            {points.map(point => (
              <tr key={point.day}>
                <th scope="row" style={{ textAlign: 'left', fontWeight: 400, paddingRight: 16 }}>
                  {formatDay(point.day)}
                </th>
                <td style={{ textAlign: 'right' }}>{formatCents(point.cents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
};
