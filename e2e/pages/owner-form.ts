import { expect, type Page } from '@playwright/test'
import { hold } from './hold'

/** The five-step form, by its labels. */

export async function next(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { level: 2, name: heading })).toBeVisible()
}

/** @param names from the province down, e.g. 北京市, 东城区 */
export async function chooseDistrict(page: Page, label: string, names: string[]): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  const sheet = page.getByRole('dialog', { name: label })
  for (const name of names) await sheet.getByRole('listitem').getByRole('button', { name }).click()
  await expect(page.getByRole('button', { name: label })).toContainText(names.at(-1) ?? '')
}

/** @param pictures by label of the slot; picked one after another, without waiting for the uploads */
export async function addPhotos(page: Page, pictures: Record<string, Buffer>): Promise<void> {
  for (const [slot, buffer] of Object.entries(pictures)) {
    const file = { name: `${slot}.jpg`, mimeType: 'image/jpeg', buffer }
    await page.getByLabel(`从相册选择：${slot}`, { exact: true }).setInputFiles(file)
    await expect(page.getByRole('button', { name: `查看大图：${slot}`, exact: true })).toBeVisible()
  }
}

/** Expects that all input is stored on the server. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
}

export async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await page.getByRole('textbox', { name: label }).fill(value)
}

export async function choose(page: Page, choices: Record<string, string>): Promise<void> {
  for (const [label, option] of Object.entries(choices))
    await page.getByRole('combobox', { name: label }).selectOption({ label: option })
}

/** 提交, 提交成功, 确认. @returns the id of the filing */
export async function submit(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await hold(page, '提交')
  await expect(page.getByRole('heading', { name: '提交成功' })).toBeVisible()
  await page.getByRole('button', { name: '确认' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '编码登记进展' })).toBeVisible()
  const link = page
    .getByRole('article', { name: /待审核/ })
    .first()
    .getByRole('link', { name: /查看详情/ })
  return (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
}
