import { createApi } from './api.ts';

interface Event {
  kind: 'view' | 'search' | 'click';
  channel: 'b2c' | 'b2b';
  productSlug?: string;
  query?: string;
  resultCount?: number;
}

/** Tells the service what a visitor saw, for recommendations and counts. Never in the way: it may fail in silence. */
export function recordEvent(event: Event): void {
  const api = createApi({ baseUrl: '', fetch: (url, init) => fetch(url, { ...init, keepalive: true }) });
  api('POST /api/ai/events', { body: { events: [event] } }).catch(() => {});
}
