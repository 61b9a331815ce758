import type { AdminJSOptions } from 'adminjs';
import type { Services } from '#backoffice/services.ts';
import { componentLoader, DASHBOARD } from './components/index.ts';
import { readDashboard } from './dashboard/dashboard.ts';
import { panelPages } from './pages/index.ts';
import { viewerOf } from './viewer.ts';
import { type PanelTable, panelWords } from './words.ts';

export function panel(services: Services, resources: PanelTable[]): AdminJSOptions {
  return {
    rootPath: '/admin',
    loginPath: '/sign-in?next=/admin',
    logoutPath: '/sign-out',
    componentLoader,
    resources,
    dashboard: {
      component: DASHBOARD,
      handler: async (_request, _response, context) => readDashboard(services, viewerOf(context)),
    },
    pages: panelPages(services),
    assets: {
      styles: ['/admin/brand/colours.css', '/admin/brand/panel.css', '/admin/brand/pages.css'],
      scripts: ['/admin/brand/panel.js'],
    },
    locale: { language: 'en', availableLanguages: ['en'], translations: { en: panelWords(resources) as never } },
    branding: {
      companyName: 'Stackr',
      withMadeWithLove: false,
      logo: '/admin/brand/wordmark.svg',
      favicon: '/favicon.svg',
      theme: {
        colors: {
          primary100: '#0B6B50',
          primary80: '#2E8268',
          primary60: '#5E9F8B',
          primary40: '#9CC6B8',
          primary20: '#E3F0EB',
          accent: '#E9A13B',
          hoverBg: '#0B6B50',
          bg: '#FBFAF7',
          border: '#DEDBD3',
          text: '#1B1D1A',
        },
        // The theme's type says otherwise; its CSS takes this as the font of everything.
        font: "'Inter Variable', Inter, system-ui, sans-serif" as never,
      },
    },
    settings: { defaultPerPage: 25 },
    version: { admin: false },
  };
}
