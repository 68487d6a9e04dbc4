import type { ReactNode } from 'react'

/** Drawings of plates and labels. Their text is invented; what to look for is marked red. */
const RED = '#c8261b'
const INK = '#2b303a'

/** A sheet of metal with its rivets. */
function Metal({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false">
      <rect x="8" y="12" width="224" height="156" rx="8" fill="#dfe3e9" stroke="#8d95a3" strokeWidth="2" />
      {[
        [20, 24],
        [220, 24],
        [20, 156],
        [220, 156],
      ].map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="4" fill="#aab2bf" stroke="#7b8494" />
      ))}
      {children}
    </svg>
  )
}

type Row = { name: string; value: string; marked?: boolean }

/** Lines of name and value, as on a plate. */
function Rows({ rows, top, step = 19 }: { rows: readonly Row[]; top: number; step?: number }) {
  return rows.map(({ name, value, marked }, at) => {
    const y = top + at * step
    return (
      <g key={name}>
        {marked && (
          <rect
            x="22"
            y={y - 13.5}
            width="196"
            height={step - 1}
            rx="3"
            fill="#fff"
            stroke={RED}
            strokeWidth="2"
          />
        )}
        <text x="28" y={y} fontSize="11.5" fill={marked ? RED : INK}>
          {name}
        </text>
        <text x="112" y={y} fontSize="11.5" fontWeight={marked ? 700 : 400} fill={marked ? RED : INK}>
          {value}
        </text>
        {!marked && <path d={`M110 ${y + 3}h106`} stroke="#9aa2b0" strokeWidth="0.8" />}
      </g>
    )
  })
}

function Heading({ children }: { children: string }) {
  return (
    <text x="120" y="40" fontSize="15" fontWeight="700" textAnchor="middle" fill={INK}>
      {children}
    </text>
  )
}

/** 环保信息标签: disclosed data and key parts. */
export function EnvLabel() {
  return (
    <Metal>
      <Heading>机械环保信息标签</Heading>
      <Rows
        top={62}
        step={20}
        rows={[
          { name: '信息公开编号', value: 'CN FJ G3 00 …', marked: true },
          { name: '机械型号', value: 'XX-210' },
          { name: '发动机型号', value: 'XX6-130' },
          { name: '排放阶段', value: '第三阶段' },
        ]}
      />
      <path d="M24 134h192M24 148h192M72 134v26M120 134v26M168 134v26" stroke="#9aa2b0" fill="none" />
      <text x="28" y="145" fontSize="9.5" fill={INK}>
        喷油泵
      </text>
      <text x="76" y="145" fontSize="9.5" fill={INK}>
        增压器
      </text>
      <text x="124" y="145" fontSize="9.5" fill={INK}>
        EGR
      </text>
      <text x="172" y="145" fontSize="9.5" fill={INK}>
        后处理
      </text>
    </Metal>
  )
}

/** 发动机型式核准号: one line of the engine's plate. */
export function EngineApproval() {
  return (
    <Metal>
      <Heading>发 动 机</Heading>
      <Rows
        top={66}
        step={22}
        rows={[
          { name: '型号', value: 'XX6-130' },
          { name: '型式核准号', value: 'CN FC G1 …', marked: true },
          { name: '额定功率', value: '96 kW' },
          { name: '出厂编号', value: 'XXXXXXXX' },
        ]}
      />
    </Metal>
  )
}

/** 机械环保代码: stamped into the frame, between its separators. */
export function MachineEnvCode() {
  return (
    <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false">
      <rect width="240" height="180" fill="#f0b429" />
      <text x="120" y="26" fontSize="13" textAnchor="middle" fill="#4a3606">
        17 位字母和数字，打刻在机架上
      </text>
      <path d="M0 40h240v38H0zM0 110h240v38H0z" fill="#e2a51d" stroke="#b98512" />
      <Stamp y={57} text="*88811111QH3111446*" />
      <text x="120" y="97" fontSize="13" textAnchor="middle" fill="#4a3606">
        两端是星号 * *
      </text>
      <Stamp y={127} text=">88811111QH3111446<" />
      <text x="120" y="168" fontSize="13" textAnchor="middle" fill="#4a3606">
        或大于、小于号 &gt; &lt;
      </text>
    </svg>
  )
}

/** Stamped letters, with the separators marked red. */
function Stamp({ y, text }: { y: number; text: string }) {
  return (
    <text
      x="120"
      y={y + 8}
      fontSize="17"
      fontFamily="monospace"
      fontWeight="700"
      textAnchor="middle"
      fill="#3b2c05"
    >
      <tspan fill={RED}>{text[0]}</tspan>
      <tspan>{text.slice(1, -1)}</tspan>
      <tspan fill={RED}>{text.slice(-1)}</tspan>
    </text>
  )
}

/** 机械铭牌. */
export function MachinePlate() {
  return (
    <Metal>
      <Heading>XX 机械有限公司</Heading>
      <Rows
        top={60}
        step={17}
        rows={[
          { name: '产品名称', value: '液压挖掘机' },
          { name: '型号', value: 'XX-210' },
          { name: '额定功率', value: '110 kW' },
          { name: '生产日期', value: '2018-05' },
          { name: '出厂编号', value: 'XXXXXXXX', marked: true },
          { name: '产品识别码', value: 'XXXXXXXXXXXX', marked: true },
        ]}
      />
    </Metal>
  )
}

/** 发动机铭牌. */
export function EnginePlate() {
  return (
    <Metal>
      <Heading>XX 动力 · 柴油机</Heading>
      <Rows
        top={60}
        step={17}
        rows={[
          { name: '系族名称', value: 'XXXX' },
          { name: '型号', value: 'XX6-130', marked: true },
          { name: '额定功率', value: '96 kW / 2200 r/min' },
          { name: '生产日期', value: '2018-03' },
          { name: '出厂编号', value: 'XXXXXXXX', marked: true },
          { name: '排放阶段', value: '国三' },
        ]}
      />
    </Metal>
  )
}
