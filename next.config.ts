import type { NextConfig } from 'next'
import { API_POLICY, COMMON_HEADERS, PAPER_POLICY } from './lib/server/security-headers'

const asList = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }))

const config: NextConfig = {
  // A second server beside the first needs a build folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Of several rules that name one header the last counts. Pages get their policy, with its nonce, in proxy.ts.
  headers: async () => [
    { source: '/:path*', headers: asList(COMMON_HEADERS) },
    { source: '/api/:path*', headers: asList({ 'Content-Security-Policy': API_POLICY }) },
    { source: '/api/:path*.pdf', headers: asList({ 'Content-Security-Policy': PAPER_POLICY }) },
  ],
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
    'exceljs',
    'exifr',
    'file-type',
    'flydrive',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'sharp',
  ],
  experimental: {
    // `forbidden()`: a page that a role may not open answers 403.
    authInterrupts: true,
  },
}

export default config
