import { bookOf } from '@/lib/server/sheet/write-xlsx'

/** A row of a table by its headings, as an owner types it. */
export type TypedRow = Record<string, string>

/** A machine of a fleet as its owner types it; codes and serials of `n`, whose `mark` keeps fleets apart. */
export function typedMachine(n: number, mark = 'QD'): TypedRow {
  const serial = String(n).padStart(5, '0')
  return {
    登记类型: '机械',
    登记区县: '北京市东城区',
    使用地点: '施工工地',
    使用地点的详细名称: '地铁三号线东延工程二标段',
    '有无发动机、机械铭牌': '有',
    机械环保代码: `88811111${mark}311${serial.slice(-4)}`,
    发动机型式核准号: 'CN FC G3 0430 03 0192',
    机械类别: '挖掘机',
    机械名称: '履带式挖掘机',
    机械品牌: '山推',
    机械型号: 'SE215',
    机械生产厂: '山推工程机械股份有限公司',
    机械出厂编号: `${mark}SE215-${serial}`,
    机械出厂日期: '2019-04-18',
    机械额定功率: '131',
    燃料种类: '柴油',
    排放阶段: '国三',
    发动机型号: 'WD10G178E25',
    发动机生产厂: '潍柴动力股份有限公司',
    发动机出厂编号: `WP${mark}${serial}`,
    发动机出厂日期: '2019-03',
  }
}

/** As the template: headings, and a row that explains them. The first machine is in line 3. */
export function filledTable(rows: readonly TypedRow[]): Promise<Buffer> {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return bookOf([
    {
      name: '机械',
      columns: headings.map((title) => ({ title, width: 20, kind: 'text' as const })),
      rows: [
        headings.map((heading, place) => (place === 0 ? `【说明】必填，${heading}` : '说明')),
        ...rows.map((row) => headings.map((heading) => row[heading] ?? null)),
      ],
    },
  ])
}
export const FIRST_LINE = 3
