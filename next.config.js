/**
 * JavaScript, and not TypeScript: for a configuration that must be compiled first the serving process loads Next's whole
 * compiler, holds 40 MB more and starts a second later.
 */

/** @param {Record<string, string>} headers */
const asList = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }))

/** @type {import('next').NextConfig} */
const config = {
  // A second server beside the first needs a build folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Of several rules that name one header the last counts. Pages get their policy, with its nonce, in proxy.ts.
  // Asked when the site is built; imported above, Node would load a compiler of its own into the serving process.
  headers: async () => {
    const { API_POLICY, COMMON_HEADERS } = await import('./lib/server/http/security-headers.ts')
    return [
      // The API gives its own. Files and pages that proxy.ts does not see run and show nothing.
      {
        source: '/((?!api/).*)',
        headers: asList({ ...COMMON_HEADERS, 'content-security-policy': API_POLICY }),
      },
    ]
  },
  // Types are a check of their own (`npm run types`, part of `npm test`): starting need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Native code, worker files or files read from the package's own folder: left to Node's require.
  serverExternalPackages: [
    '@alicloud/dysmsapi20170525',
    '@alicloud/openapi-core',
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@react-pdf/renderer',
    'exifr',
    'file-type',
    'flydrive',
    'fontkit',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'sharp',
    'woff2-encoder',
  ],
  experimental: {
    // `forbidden()`: a page that a role may not open answers 403.
    authInterrupts: true,
    // Pages loaded before anybody asks for them hold memory; the first call of each takes some 20 ms more.
    preloadEntriesOnStart: false,
    // The default merges nearly all style sheets of the console and the phone pages into one, which every page waits for.
    cssChunking: 'graph',
  },
}

export default config
