export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'plain';
  message: string;
  /** A link, or something to undo. */
  action?: { label: string; href?: string; run?: () => void };
}

const LIFETIME_MS = 6000;
let nextId = 1;
/** What the Toaster in the layout shows, oldest first. */
export const toasts: Toast[] = $state([]);

export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = nextId++;
  toasts.push({ ...toast, id });
  if (toasts.length > 3) toasts.shift();
  // One with something to do stays twice as long.
  setTimeout(() => dismissToast(id), toast.action ? LIFETIME_MS * 2 : LIFETIME_MS);
}

export function dismissToast(id: number): void {
  const at = toasts.findIndex(toast => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
