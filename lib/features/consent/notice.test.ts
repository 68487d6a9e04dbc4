import { expect, it } from 'vitest'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { NOTICE, NOTICES } from './rules/notice'

it('the version in force is that of the newest text, and versions follow each other', () => {
  expect(NOTICE.version).toBe(PRIVACY_VERSION)
  const versions = NOTICES.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].sort())
})

it('names who gets data, and promises no more than the program does', () => {
  const text = JSON.stringify(NOTICE)
  for (const recipient of ['短信服务商', '微信', '目录', '身份核验服务']) expect(text).toContain(recipient)
  for (const untrue of ['照片只有您和办理的工作人员', '没有提交的草稿、没有用到的照片', '您可以随时'])
    expect(text).not.toContain(untrue)
})
