import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import formidable from 'express-formidable';
import type { Caller } from '#backoffice/http/access.ts';
import type { Services } from '#backoffice/services.ts';
import { urlOfPool } from './database-url.ts';
import type { PanelResource } from './panel-resource.ts';
import { answerPanelErrors, refuseUnknown } from './refuse-unknown.ts';
import { currentViewer, type Viewer } from './viewer.ts';

// AdminJS reads this once, when it is first imported (its SQL adapter imports it too, so neither is above); a folder whose path has a dot in it is never served by Express 5.
process.env.ADMIN_JS_TMP_DIR ??= fileURLToPath(new URL('../admin-bundle', import.meta.url));

/** The panel under /admin: signed in by the storefront's cookie, narrowed by ScopedResource, changed by workflows. */
export async function createAdmin(services: Services): Promise<Router> {
  return (await createPanel(services)).router;
}

/** With what it is made of, for the test that looks at every resource and action there is. */
export async function createPanel(services: Services) {
  const { default: AdminJS } = await import('adminjs');
  const { Database } = await import('@adminjs/sql');
  const { default: AdminJSExpress } = await import('@adminjs/express');
  const { ScopedResource, ScopedTable } = await import('./scoped-resource.ts');
  const { panelResources } = await import('./resources/index.ts');
  const { panelOptions } = await import('./options.ts');
  const tables = await readTables(services);
  AdminJS.registerAdapter({ Database, Resource: ScopedResource });
  const resources = panelResources(services).map((resource: PanelResource) => ({
    resource: new ScopedTable(tables.table(resource.policy.table), resource.policy),
    options: panelOptions(resource),
  }));
  const { panel } = await import('./panel.ts');
  const admin = new AdminJS(panel(services, resources));
  await admin.initialize();
  const router = Router();
  router.use(
    '/frontend/assets',
    express.static(process.env.ADMIN_JS_TMP_DIR!, { dotfiles: 'allow', index: false, maxAge: '1h' }),
  );
  router.use('/brand', ...brand());
  router.use(contentSecurity, signIn(services), formidable({ maxFieldsSize: MAX_FORM_BYTES }), rememberViewer);
  router.use(refuseUnknown(admin));
  AdminJSExpress.buildRouter(admin, router);
  router.use(answerPanelErrors);
  return { admin, router };
}

/** A product file of 10 MB, and the JSON around it. */
const MAX_FORM_BYTES = 16 * 1024 * 1024;

/** Its own connection reads the catalogue once; after that every query runs on ours. */
async function readTables(services: Services) {
  const { Adapter } = await import('@adminjs/sql');
  const metadata = await new Adapter('postgresql', {
    connectionString: urlOfPool(services.db),
    database: 'stackr',
    schema: 'public',
  }).init();
  const own = new Set<{ destroy(): Promise<void> }>();
  for (const table of metadata.tables()) {
    own.add(table.knex as unknown as { destroy(): Promise<void> });
    Object.assign(table, { knex: services.db });
  }
  await Promise.all([...own].map(knex => knex.destroy()));
  return metadata;
}

/** What makes the panel look like the shop; not under ADMIN_JS_TMP_DIR, because that is built anew. */
function brand() {
  const inter = (weight: string) =>
    dirname(fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`)));
  const folders = [fileURLToPath(new URL('assets', import.meta.url)), inter('400Regular'), inter('600SemiBold')];
  return folders.map(folder => express.static(folder, { dotfiles: 'allow', index: false, maxAge: '1h' }));
}

const contentSecurity = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'",
  );
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'private, no-store');
  next();
};

/** Staff and wholesalers only; everyone else is shown the storefront's sign-in, and told so when signed in as a customer. */
function signIn(services: Services) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const caller = response.locals.caller as Caller;
    const viewer = viewerFrom(caller);
    if (viewer) {
      (request as unknown as { session: { adminUser: Viewer } }).session = { adminUser: viewer };
      response.locals.viewer = viewer;
      next();
      return;
    }
    if (caller.user) {
      response
        .status(403)
        .type('html')
        .send(
          `<p>The panel is for wholesalers and staff. <a href="${services.settings.publicUrl}/account">Back to your account</a></p>`,
        );
      return;
    }
    const isApi = request.path.startsWith('/api/') || request.get('accept')?.includes('json');
    if (isApi)
      response.status(401).json({ code: 'not_signed_in', message: 'Sign in first', requestId: caller.requestId });
    else response.redirect(`/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
  };
}

function viewerFrom(caller: Caller): Viewer | null {
  const { user, wholesaler } = caller;
  const base = user && {
    id: user.id,
    email: user.email,
    // AdminJS writes it into a script of the page.
    title: user.name.replaceAll('<', ''),
    requestId: caller.requestId ?? randomUUID(),
  };
  if (base && (user.role === 'admin' || user.role === 'finance'))
    return { ...base, role: user.role, wholesalerId: null };
  if (base && user.role === 'wholesaler' && wholesaler)
    return { ...base, role: 'wholesaler', wholesalerId: wholesaler.id };
  return null;
}

const rememberViewer = (_request: Request, response: Response, next: NextFunction): void =>
  currentViewer.run(response.locals.viewer, next);
