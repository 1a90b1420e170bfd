/**
 * Names that no tenant may have, because the portal's own host serves something else there, has a page of that name
 * inside every tenant, or because browsers and crawlers request them unasked.
 */
export const reservedSlugs: ReadonlySet<string> = new Set([
  ...[
    'activity',
    'admin',
    'api',
    'assets',
    'auth',
    'cognito',
    'fonts',
    'gallery',
    'health',
    'metrics',
    'overview',
    'preview',
    'static',
  ],
  ...[
    'forgot',
    'sent',
    'link',
    'reset',
    'done',
    'unknown',
    'link-problem',
    'challenge',
    'standby',
    'unavailable',
    'well-known',
    'mail',
  ],
  ...['_next', 'next', 'public', 'favicon', 'icon', 'robots', 'sitemap', 'manifest', 'not-found', 'error'],
])
