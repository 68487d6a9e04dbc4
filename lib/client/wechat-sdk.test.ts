import { expect, it } from 'vitest'
import { wechatHost } from './wechat-sdk'

const ANDROID =
  'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0.5304.141 Mobile Safari/537.36'

it.each([
  [`${ANDROID} MicroMessenger/8.0.40 miniProgram/wx0000000000000000`, 'miniProgram'],
  ['Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 MicroMessenger/8.0.40(0x18002831) miniProgram', 'miniProgram'],
  [`${ANDROID} MicroMessenger/8.0.40`, 'browser'],
  [ANDROID, null],
  // The word alone is no WeChat: nothing of a third party is loaded for it.
  [`${ANDROID} miniProgram`, null],
])('%s is %s', (userAgent, host) => {
  expect(wechatHost(userAgent)).toBe(host)
})
