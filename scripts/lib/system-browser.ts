import { existsSync } from 'node:fs'

/** Debian's browsers: the whole one, and the one without windows, which opens a page for half the processor time. */
const CHROMIUM = '/usr/bin/chromium'
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'

export const hasWholeBrowser = (): boolean => existsSync(CHROMIUM)

/** @returns undefined where there is none: then the one that `playwright install` brings is used */
export const browserForTests = (): string | undefined => [HEADLESS_SHELL, CHROMIUM].find(existsSync)

/** The browser that people have, if it is there: what is measured is measured in it, and it alone keeps a profile. */
export const wholeBrowser = (): string | undefined => [CHROMIUM, HEADLESS_SHELL].find(existsSync)
