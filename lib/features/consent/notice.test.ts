import { expect, it } from 'vitest'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { NOTICE, NOTICES } from './rules/notice'

it('the version in force is that of the newest text, and versions follow each other', () => {
  expect(NOTICE.version).toBe(PRIVACY_VERSION)
  const versions = NOTICES.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].sort())
})
