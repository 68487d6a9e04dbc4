import type { TypedRow } from '@/testing/batch-table'

/** Twenty ways to fill a row in wrongly, as owners do: what is typed instead. */
export const PLANTED: readonly TypedRow[] = [
  { 登记类型: '机器' },
  { 登记类型: '' },
  { 登记区县: '北京市' },
  { 登记区县: '' },
  { 登记区县: '999999' },
  { 使用地点: '月球' },
  { '有无发动机、机械铭牌': '也许' },
  { 机械环保代码: '8881111' },
  { 机械类别: '飞机' },
  { 机械类别: '' },
  { 燃料种类: '煤' },
  { 机械出厂日期: '2099-01-01' },
  { 机械出厂日期: '去年' },
  { 机械额定功率: '131马力' },
  { 机械额定功率: '-5' },
  { 排放阶段: '欧三' },
  { 机械名称: '挖'.repeat(101) },
  { 登记类型: '场内' },
  { 机械出厂编号: '1.23E+17' },
  { '是否安装 DPF': '装了' },
]
