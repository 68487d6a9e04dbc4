/** An older register for measuring `npm run load:history`, the same at every run. */
import { personNumber } from '@/prisma/factories/identity'

const DISTRICTS = ['110101', '110108', '130203', '130102', '310115', '440106', '510104', '370102']
const CATEGORIES = ['EXCAVATOR', 'LOADER', 'FORKLIFT', 'ROLLER', 'CRANE', 'BULLDOZER']
const PLACES = ['CONSTRUCTION_SITE', 'PORT', 'LOGISTICS_PARK', 'INDUSTRIAL_SITE', 'OTHER']
const SURNAMES = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰'
export const HEADING = [
  ...[
    'registrationNumber',
    'registeredAt',
    'status',
    'owner.name',
    'owner.idNumber',
    'owner.phone',
    'districtCode',
  ],
  ...['placeCode', 'placeDetail', 'plate', 'machine.categoryCode', 'machine.brand', 'machine.model'],
  ...[
    'machine.manufacturer',
    'machine.serial',
    'machine.manufacturedOn',
    'codes.machineEnvCode',
    'engine.fuelCode',
  ],
  ...['engine.model', 'engine.serial', 'formerNumbers', 'past'],
]

const two = (n: number) => String(n).padStart(2, '0')
const of = <T>(list: readonly T[] | string, n: number): T | string => list[n % list.length] ?? ''

/** Four machines an owner, one row in ten with a former number and a past. */
export function valuesOf(n: number): string[] {
  const owner = Math.floor(n / 4)
  const stage = of('1234', n * 7)
  const body = `W${String(n).padStart(7, '0')}`
  const year = 2012 + (n % 10)
  const day = `${year + 1}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`
  const born = `${1950 + (owner % 50)}${two(1 + (Math.floor(owner / 50) % 12))}${two(1 + (Math.floor(owner / 600) % 28))}`
  const name = `${of(SURNAMES, owner)}${of(GIVEN, owner * 3 + 1)}${of(GIVEN, Math.floor(owner / 20))}`
  const former = n % 10 === 0
  return [
    ...[`${stage}-${body}`, day, n % 50 === 0 ? '已注销' : '有效', name],
    personNumber('110101', born, Math.floor(owner / 16_800) % 1000),
    `13${String(900_000_000 - owner).padStart(9, '0')}`,
    String(of(DISTRICTS, n)),
    ...[
      String(of(PLACES, n)),
      `第 ${n % 5000} 号工地`,
      `京 A${n % 99_999}`,
      String(of(CATEGORIES, n)),
      '山推',
    ],
    ...[`SD${16 + (n % 20)}`, '山推工程机械股份有限公司', `SN${year}${String(n).padStart(8, '0')}`],
    `${year}-${two(1 + (n % 12))}-01`,
    `88811111Q${String(n).padStart(8, '0')}`,
    ...['DIESEL', 'WD10G178E25', `E${String(n).padStart(9, '0')}`],
    former ? `0-${body}@${year + 2}-01-05` : '',
    former ? `${year + 1}-12-31|年度检查|旧系统; ${year + 2}-01-05|更正排放阶段|旧系统` : '',
  ]
}
