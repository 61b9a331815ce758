import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '#backoffice/http/access.ts';

/** Who looks at the panel. AdminJS passes it in the action's context; some of its features forget to, hence the storage. */
export interface Viewer {
  id: string;
  email: string;
  title: string;
  role: Extract<Role, 'admin' | 'finance' | 'wholesaler'>;
  /** Set for wholesalers, and for an admin who views as one. */
  wholesalerId: string | null;
  requestId: string;
}

export const currentViewer = new AsyncLocalStorage<Viewer>();

/** Fails closed: a query that nobody is known to ask for is a defect, never a query over everything. */
export function viewerOf(context: { currentAdmin?: unknown } | undefined): Viewer {
  const viewer = (context?.currentAdmin as Viewer | undefined) ?? currentViewer.getStore();
  if (!viewer) throw new Error('The panel was asked without a viewer');
  return viewer;
}

/** As the audit log names who did it. */
export const actorOf = ({ id, role, requestId }: Viewer) => ({ userId: id, role, requestId });
