import { createApi } from './api.ts';
import type { Suggestion } from './components/listing/SearchBox.svelte';

const PAUSE_MS = 120;

/** Suggestions for what is being typed: waits for a short pause, and an answer that comes late is dropped. */
export function createSuggester(channel: () => 'b2c' | 'b2b') {
  const api = createApi({ baseUrl: '', fetch: (...args) => fetch(...args) });
  let items = $state<Suggestion[]>([]);
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(words: string): Promise<void> {
    running = new AbortController();
    try {
      const answer = await api('GET /api/search/suggest', {
        query: { q: words, channel: channel() },
        signal: running.signal,
      });
      items = answer.items;
    } catch {
      // Suggestions are a courtesy; the search itself says what is wrong.
      items = [];
    }
  }

  return {
    get items() {
      return items;
    },
    type(words: string): void {
      clearTimeout(timer);
      running?.abort();
      const trimmed = words.trim().slice(0, 80);
      if (trimmed.length < 2) {
        items = [];
        return;
      }
      timer = setTimeout(() => ask(trimmed), PAUSE_MS);
    },
  };
}
