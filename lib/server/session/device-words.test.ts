import { expect, it } from 'vitest'
import { deviceWords } from './device-words'

const CHROMIUM = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.71 Safari/537.36'

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROMIUM}`, 'Chrome 94 · Windows 10'],
  [
    `Mozilla/5.0 (Windows NT 6.1; WOW64) ${CHROMIUM} Core/1.94 QQBrowser/11.9.5355.400`,
    'QQ Browser 11 · Windows 7',
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${CHROMIUM}`, 'Chrome 94 · Linux'],
  ['node', '未知设备'],
  ['', '未知设备'],
  [null, '未知设备'],
  ['x'.repeat(100_000), '未知设备'],
])('%.60s is said as a person would', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words)
})
