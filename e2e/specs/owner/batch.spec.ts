import { ZipWriter } from '../../../lib/server/sheet/zip/write-zip'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { signedIn } from './owner-rows'

const HEAD =
  '登记类型,登记区县,使用地点,有无发动机、机械铭牌,机械类别,机械型号,机械生产厂,机械出厂编号,燃料种类'
const machine = (n: number, category = '挖掘机', district = '北京市东城区') =>
  `机械,${district},施工工地,有,${category},SE215,山推,BATCH-${n},柴油`

async function zipOf(names: readonly string[]): Promise<Buffer> {
  const zip = new ZipWriter()
  const pieces: Buffer[] = []
  for (const name of names) {
    const bytes = await jpeg(name, { width: 640, height: 480 })
    for await (const piece of zip.entry(name, [bytes])) pieces.push(piece)
  }
  return Buffer.concat([...pieces, zip.end()])
}

test('a unit files four machines of six from one table, with photos from an archive', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('车队长'))
  await signedIn(page, owner, '/m/batch')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /下载表格模板/ }).click()
  expect((await download).suggestedFilename()).toBe('批量登记模板.xlsx')

  const lines = [machine(1), machine(2, '飞机'), machine(3), machine(4, '装载机', ''), machine(5), machine(6)]
  await page.getByLabel('填好的表格').setInputFiles({
    name: '车队.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${[HEAD, ...lines].join('\r\n')}\r\n`),
  })
  await expect(page.getByRole('heading', { name: '车队.csv' })).toBeVisible()
  const row = (line: number) => page.getByRole('article', { name: new RegExp(`^第 ${line} 行`) })
  await expect(row(3)).toContainText('“飞机”不在可选范围内')
  await expect(row(5)).toContainText('请选择登记区县')
  const mend = page.waitForEvent('download')
  await page.getByRole('button', { name: /下载需要改正的 2 台/ }).click()
  expect((await mend).suggestedFilename()).toBe('车队-需要改正.xlsx')

  await page.getByRole('button', { name: '把合格的 4 台生成草稿' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '生成草稿', exact: true }).click()
  await expect(row(2)).toContainText('还缺：机身正面照片')

  const kinds = ['正面', '正面偏右45', '右侧', '后面', '铭牌']
  const names = ['BATCH-1', 'BATCH-3', '第6行'].flatMap((key) => kinds.map((kind) => `${key}-${kind}.jpg`))
  await page.getByLabel('照片压缩包').setInputFiles({
    name: '照片.zip',
    mimeType: 'application/zip',
    buffer: await zipOf([...names, 'BATCH-9-正面.jpg']),
  })
  await expect(page.getByText('16 张，放入 15 张')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/BATCH-9-正面.jpg（没有认出）/)).toBeVisible()

  await expect(page.getByRole('button', { name: '一起提交资料齐全的 3 台' })).toBeVisible()
  await row(4).getByRole('checkbox').uncheck()
  await page.getByRole('button', { name: '提交选中的、资料齐全的 2 台' }).click()
  await expect(page.getByRole('dialog')).toContainText('车队.csv')
  await hold(page, '提交')
  await expect(row(2)).toContainText('待审核')
  await expect(row(6)).toContainText('查询号')
  await expect(row(4)).toContainText('可以提交')
  const { data } = await owner.get('/filings?status=SUBMITTED')
  expect(data).toHaveLength(2)

  const missing = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载还缺什么 (.xlsx)' }).click()
  expect((await missing).suggestedFilename()).toBe('车队-还缺的资料.xlsx')
  await row(4).getByRole('checkbox').uncheck()
  await page.getByRole('button', { name: '删除选中的 1 份草稿' }).click()
  await hold(page, '删除')
  await expect(row(7)).toContainText('草稿已删除')
  await row(4)
    .getByRole('link', { name: /补充资料/ })
    .click()
  await expect(page.getByRole('heading', { level: 2, name: '基本信息' })).toBeVisible()
})
