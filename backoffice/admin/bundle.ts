import { fileURLToPath } from 'node:url';

// The panel's code for the browser, made once instead of at every start: npm run build:panel.
// The service serves it as it lies when ADMIN_JS_SKIP_BUNDLE is true.
process.env.NODE_ENV = 'production';
process.env.ADMIN_JS_TMP_DIR ??= fileURLToPath(new URL('../admin-bundle', import.meta.url));

// Both are read when AdminJS is first imported.
const { default: AdminJS } = await import('adminjs');
const { componentLoader } = await import('./components/index.ts');

await new AdminJS({ rootPath: '/admin', componentLoader }).initialize();
process.exit();
