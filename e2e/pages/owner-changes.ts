import { expect, type Page } from '@playwright/test'
import { codeSentTo } from '../fixtures/outbox'
import type { Person } from '../fixtures/owner'
import { jpeg } from '../fixtures/pictures'
import { hold } from './hold'
import { addPhotos, chooseDistrict, fill } from './owner-form'

/** 二、信息变更 of the manual, by its labels. */

const picture = async (slot: string) => ({ [slot]: await jpeg(slot, { hue: 120 }) })

/** Opens 修改 of a machine in the account's table. */
export async function openChange(page: Page, registrationNumber: string): Promise<void> {
  await page.goto('/m/changes')
  await page.getByRole('row', { name: registrationNumber }).getByRole('link', { name: /修改/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '信息变更' })).toBeVisible()
}

async function expectUploaded(page: Page, slot: string): Promise<void> {
  await expect(page.getByRole('progressbar', { name: `上传${slot}` })).toHaveCount(0)
}

/** (3) 使用地点. */
export async function changePlace(page: Page, district: string[]): Promise<void> {
  await addPhotos(page, await picture('机身后面照片'))
  await expectUploaded(page, '机身后面照片')
  await chooseDistrict(page, '机械现所在地', district)
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await hold(page, '提交')
  await expect(page.getByText('变更已生效')).toBeVisible()
}

/** (2) 机械加装 DPF; reviewed by an officer. */
export async function askForDpf(page: Page, model: string): Promise<void> {
  await page.getByRole('link', { name: '机械加装 DPF' }).click()
  await fill(page, { 'DPF 型号': model })
  for (const slot of ['DPF 照片', 'DPF 铭牌照片']) {
    await addPhotos(page, await picture(slot))
    await expectUploaded(page, slot)
  }
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await hold(page, '提交')
  await expect(page.getByText('提交成功，等待审核')).toBeVisible()
}

/** (1) 机主信息变更: both owners, both codes. */
export async function changeOwner(page: Page, dataDir: string, from: Person, to: Person): Promise<void> {
  await page.getByRole('link', { name: '所有者变更' }).click()
  await fill(page, {
    原机械所有者身份证号: from.idNumber,
    新机械所有者姓名: to.name,
    新机械所有者身份证号: to.idNumber,
    原机械所有者手机号: from.phone,
    新机械所有者手机号: to.phone,
  })
  const sides = [
    { region: '原机械所有者', phone: from.phone, purpose: 'TRANSFER_FROM' },
    { region: '新机械所有者', phone: to.phone, purpose: 'TRANSFER_TO' },
  ]
  for (const { region, phone, purpose } of sides) {
    const side = page.getByRole('region', { name: region, exact: true })
    await side.getByRole('button', { name: '验证码' }).click()
    await expect(side.getByRole('button', { name: /秒后可重发/ })).toBeVisible()
    await side.getByRole('textbox', { name: '确认验证码' }).fill(codeSentTo(dataDir, phone, purpose))
  }
  await page.getByRole('button', { name: '提交' }).click()
  await hold(page, '确认变更')
  await expect(page.getByText('变更已生效')).toBeVisible()
}
