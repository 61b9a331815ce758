import { Box, H2, Text } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import type React from 'react';
import { useEffect, useState } from 'react';
import './theme.js';
import { MoneyChart, type Point } from './chart.js';
import { Bars, Card, grid } from './parts.js';

export interface Tile {
  label: string;
  value: string;
  hint: string;
  href: string | null;
  isWaiting: boolean;
}
export interface DashboardData {
  greeting: string;
  tiles: Tile[];
  chart: { label: string; points: Point[]; kind?: 'area' | 'bar' };
  /** Sums side by side, in an order of their own. */
  bars?: { label: string; rows: { label: string; cents: number; value: string; isBad: boolean }[] };
  lists: { title: string; empty: string; rows: { label: string; value: string; href: string | null }[] }[];
}

const Dashboard = () => {
  const [data, setData] = useState<DashboardData | null>(null);
  useEffect(() => void new ApiClient().getDashboard<DashboardData>().then(answer => setData(answer.data)), []);
  if (!data) return <Box p="xxl">Loading…</Box>;
  return (
    <Box variant="grey" p="xl">
      <H2>{data.greeting}</H2>
      <div style={grid('200px')}>
        {data.tiles.map(tile => (
          <TileCard key={tile.label} tile={tile} />
        ))}
      </div>
      <Card title={data.chart.label}>
        <MoneyChart {...data.chart} />
      </Card>
      {data.bars && (
        <div style={{ marginTop: 16 }}>
          <Card title={data.bars.label}>
            <Bars rows={data.bars.rows} />
          </Card>
        </div>
      )}
      <div style={grid('320px')}>
        {data.lists.map(list => (
          <Card key={list.title} title={list.title}>
            {list.rows.length === 0 && <Text>{list.empty}</Text>}
            {list.rows.map(row => (
              <div
                key={row.label}
                style={{
                  display: 'flex',
                  justifyContent: 'space-between',
                  gap: 16,
                  padding: '8px 0',
                  borderBottom: '1px solid var(--line-soft)',
                }}
              >
                {row.href ? <a href={row.href}>{row.label}</a> : <span>{row.label}</span>}
                <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{row.value}</span>
              </div>
            ))}
          </Card>
        ))}
      </div>
    </Box>
  );
};

const TileCard = ({ tile }: { tile: Tile }) => {
  const body = (
    <div
      style={{
        background: 'var(--card)',
        border: `1px solid ${tile.isWaiting ? 'var(--amber)' : 'var(--line)'}`,
        borderRadius: 12,
        padding: 20,
        height: '100%',
        boxSizing: 'border-box',
      }}
    >
      <div style={{ fontSize: 13, color: 'var(--muted)' }}>{tile.label}</div>
      <div style={{ fontSize: 26, fontWeight: 650, fontVariantNumeric: 'tabular-nums', margin: '4px 0' }}>
        {tile.value}
      </div>
      <div style={{ fontSize: 12, color: 'var(--muted)' }}>{tile.hint}</div>
    </div>
  );
  return tile.href ? (
    <a href={tile.href} style={{ color: 'inherit', textDecoration: 'none' }}>
      {body}
    </a>
  ) : (
    body
  );
};
export default Dashboard;
