import { existsSync } from 'node:fs'

/** Debian's browsers: full Chromium, and the headless shell, which needs half the CPU time per page. */
const CHROMIUM = '/usr/bin/chromium'
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'

export const hasFullBrowser = (): boolean => existsSync(CHROMIUM)

/** @returns undefined if none is installed: then the browser of `playwright install` is used */
export const browserForTests = (): string | undefined => [HEADLESS_SHELL, CHROMIUM].find(existsSync)

/** Full Chromium if installed, as users have it: used for measurements and for tests that need a profile. */
export const fullBrowser = (): string | undefined => [CHROMIUM, HEADLESS_SHELL].find(existsSync)
