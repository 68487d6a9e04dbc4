import type { ReactNode } from 'react'

/** Drawings of papers: all four corners in the picture, the text readable. */
const INK = '#2b303a'
const RED = '#c8261b'

function Paper({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false">
      <rect width="240" height="180" fill="#cfd6e2" />
      <rect x="56" y="8" width="128" height="164" fill="#fff" stroke="#9aa2b0" />
      {title && (
        <text x="120" y="32" fontSize="12" fontWeight="700" textAnchor="middle" fill={INK}>
          {title}
        </text>
      )}
      {children}
      <path
        d="M48 22V0h22M170 0h22v22M192 158v22h-22M70 180H48v-22"
        fill="none"
        stroke={RED}
        strokeWidth="3"
      />
    </svg>
  )
}

function Lines({ from, to, step = 12 }: { from: number; to: number; step?: number }) {
  const count = Math.floor((to - from) / step) + 1
  const ys = Array.from({ length: count }, (_, at) => from + at * step)
  return <path d={ys.map((y) => `M68 ${y}h104`).join('')} stroke="#b4bbc7" strokeWidth="2.5" />
}

/** 合格证. */
export function Certificate() {
  return (
    <Paper title="产品合格证">
      <Lines from={50} to={110} />
      <circle cx="146" cy="140" r="20" fill="none" stroke={RED} strokeWidth="2.5" />
      <path d="M146 129l3 8h8l-6.5 5 2.5 8-7-5-7 5 2.5-8-6.5-5h8z" fill={RED} />
      <text x="68" y="146" fontSize="10" fill={INK}>
        检验合格
      </text>
    </Paper>
  )
}

/** Front of the 环保信息随车清单, with the number. */
export function ChecklistFront() {
  return (
    <Paper title="环保信息随车清单">
      <rect x="62" y="40" width="116" height="18" rx="2" fill="#fff" stroke={RED} strokeWidth="2" />
      <text x="66" y="53" fontSize="9.5" fontWeight="700" fill={RED}>
        信息公开编号：CN FJ …
      </text>
      <text x="68" y="76" fontSize="9.5" fontWeight="700" fill={INK}>
        第一部分 机械信息
      </text>
      <Lines from={86} to={116} step={10} />
      <text x="68" y="136" fontSize="9.5" fontWeight="700" fill={INK}>
        第二部分 发动机信息
      </text>
      <Lines from={146} to={162} step={10} />
    </Paper>
  )
}

/** Its back: part four and the table. */
export function ChecklistBack() {
  return (
    <Paper>
      <text x="68" y="30" fontSize="9.5" fontWeight="700" fill={INK}>
        第四部分 污染控制
      </text>
      <Lines from={40} to={70} step={10} />
      <text x="68" y="92" fontSize="9.5" fontWeight="700" fill={INK}>
        附表
      </text>
      <path
        d="M68 98h104v64H68zM68 114h104M68 130h104M68 146h104M120 98v64"
        fill="none"
        stroke="#8d95a3"
        strokeWidth="1.5"
      />
      <text x="72" y="110" fontSize="8.5" fill={INK}>
        关键零部件
      </text>
      <text x="124" y="110" fontSize="8.5" fill={INK}>
        标识
      </text>
    </Paper>
  )
}

/** 机械号牌. */
export function NumberPlate() {
  return (
    <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false">
      <rect width="240" height="180" fill="#4d5563" />
      <rect x="24" y="58" width="192" height="64" rx="6" fill="#fff" stroke="#1f2329" strokeWidth="3" />
      <text x="120" y="103" fontSize="36" fontWeight="700" textAnchor="middle" letterSpacing="4" fill={INK}>
        场内 1230
      </text>
    </svg>
  )
}
