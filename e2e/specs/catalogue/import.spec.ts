import { expect, test } from '../../fixtures/world'
import { signIn, signInByPage } from '../../pages/sign-in'

/** A model unique to this run: several runs may share a server. */
const mark = `ZX${Date.now().toString(36).toUpperCase()}`
const FILE = [
  '环保信息公开编号,机械类别,机械型号,机械生产厂,机械出厂日期,燃料种类,排放阶段,备注',
  `CN FJ G4 00 ${mark} 000001,推土机,${mark}-1,试验机械厂,2023/4/8,柴油,国Ⅳ,一`,
  `CN FJ G4 00 ${mark} 000002,挖掘机,${mark}-2,试验机械厂,2023-05-01,柴油,国四,二`,
  `CN FJ G4 00 ${mark} 000003,飞机,${mark}-3,试验机械厂,2023-02-30,柴油,国四,三`,
].join('\r\n')

test('a file is looked through, taken in, found, and undone', async ({ page }) => {
  await signInByPage(page, 'admin.nation')
  await page.getByRole('link', { name: '机械目录' }).click()
  await page.getByRole('link', { name: '导入目录' }).first().click()
  await page.getByLabel('目录文件').setInputFiles({
    name: `${mark}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(FILE),
  })

  await expect(page.getByRole('heading', { level: 1, name: `${mark}.csv` })).toBeVisible()
  await expect(page.getByText('检查完成，尚未导入。可以导入 2 条')).toBeVisible()
  await expect(page.getByText('以下列不认识，其内容不会导入：备注')).toBeVisible()
  const faults = page.getByRole('region', { name: '有误的行' })
  await expect(faults.getByRole('row', { name: /第 4 行 机械类别 “飞机”/ })).toBeVisible()
  await expect(faults.getByRole('row', { name: /第 4 行 机械出厂日期 日期不存在/ })).toBeVisible()
  const preview = page.getByRole('region', { name: '预览', exact: true })
  await expect(
    preview.getByRole('row', { name: new RegExp(`推土机 ${mark}-1 .*2023-04-08.*国四`) }),
  ).toBeVisible()

  await page.getByRole('button', { name: '导入 2 条' }).click()
  await expect(page.getByText('导入完成，目录中新增 2 条')).toBeVisible()

  await page.goto('/admin/catalogue')
  // As an owner might type it: lower case, without the dash.
  await page.getByRole('searchbox').fill(`${mark}2`.toLowerCase())
  const row = page.getByRole('row', { name: new RegExp(`${mark}-2`) })
  await expect(row).toBeVisible()
  await row.getByRole('link').click()
  await expect(page.getByRole('region', { name: '机械信息' })).toContainText('2023-05-01')
  await page.getByRole('link', { name: `${mark}.csv` }).click()

  await page.getByRole('button', { name: '撤销导入' }).click()
  const dialog = page.getByRole('dialog', { name: '撤销这次导入？' })
  await expect(dialog).toContainText('2 条')
  await dialog.getByRole('button', { name: '撤销导入' }).click()
  await expect(page.getByText('已撤销，原来导入的 2 条已从目录中删除')).toBeVisible()

  await page.goto(`/admin/catalogue?q=${mark}`)
  await expect(page.getByText('没有符合条件的记录')).toBeVisible()
})

test('a file that is no table is refused in words, and the next one may be sent', async ({ page }) => {
  await signIn(page, 'admin.nation')
  await page.goto('/admin/catalogue/imports')
  const file = page.getByLabel('目录文件')
  await file.setInputFiles({
    name: '旧.xls',
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
  })
  await expect(page.getByRole('alert').filter({ hasText: '另存为 .xlsx' })).toBeVisible()
  await file.setInputFiles({
    name: `${mark}-x.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from('甲,乙\n1,2\n'),
  })
  await expect(page.getByRole('alert').filter({ hasText: '没有找到列名' })).toBeVisible()
  await page.getByRole('button', { name: '放弃' }).click()
  await page.getByRole('dialog', { name: '放弃这个文件？' }).getByRole('button', { name: '放弃' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '导入目录' })).toBeVisible()
  await expect(page.getByText(`${mark}-x.csv`)).toBeHidden()
})
