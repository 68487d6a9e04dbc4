import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

// Nepal keeps 5 h 45 min from UTC: a date reckoned in the machine's own zone shows itself at once.
process.env.TZ = 'Asia/Kathmandu'

const exclude = [...configDefaults.exclude, '.next*/**', '.data/**', '.test/**', 'e2e/**']

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    exclude,
    // Stands in each project as well: projects inherit it by `extends`, and a test that asserts nothing proves nothing.
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.db.test.ts', 'scripts/**'],
          env: { TZ: 'Asia/Kathmandu' },
          // A test that waits for what never comes fails; one that a busy machine makes slow does not.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          env: { TZ: 'Asia/Kathmandu' },
          globalSetup: ['testing/cluster.ts'],
          setupFiles: ['testing/database.ts'],
          pool: 'forks',
          maxWorkers: 2,
          // Generous: the largest test drains 400 filings, and the machine may be busy with other things.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          // The start-up program itself, run for real.
          name: 'scripts',
          include: ['scripts/**/*.test.ts'],
          exclude,
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
