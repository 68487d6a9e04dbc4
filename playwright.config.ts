import { defineConfig } from '@playwright/test'
import { browserForTests } from './scripts/lib/system-browser'

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: '.test/browser',
  globalSetup: './e2e/fixtures/server.ts',
  // The suite shares one server and one demo world on two cores.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  // Generous: the machine may be busy with other things.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: '.test/browser.json' }],
    ['./e2e/fixtures/asserting-reporter.ts'],
  ],
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // Recording slows every test by a good part: TRACE=1 for looking into one that fails.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browserForTests(),
      args: [
        '--no-sandbox',
        // Pages are drawn by the processor in any case; without it a second time to imitate a graphics card.
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
