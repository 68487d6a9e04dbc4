/** Drawings of a particulate filter, an engine and a further photo. */

/** DPF: the canister in the exhaust pipe. */
export function Filter({ plate = false }: { plate?: boolean }) {
  return (
    <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false">
      <path d="M10 96h44v24H10zM186 60h44v24h-44z" fill="#8d95a3" stroke="#5b6270" strokeWidth="2" />
      <rect x="50" y="44" width="140" height="92" rx="14" fill="#b9c0cb" stroke="#5b6270" strokeWidth="2" />
      <path d="M92 44v92M148 44v92" stroke="#5b6270" strokeWidth="5" />
      {plate ? (
        <g>
          <rect x="97" y="66" width="46" height="44" rx="3" fill="#fff" stroke="#c8261b" strokeWidth="3" />
          <path d="M103 78h34M103 88h34M103 98h24" stroke="#c8261b" strokeWidth="3" />
        </g>
      ) : (
        <text x="120" y="97" fontSize="20" fontWeight="700" textAnchor="middle" fill="#2b303a">
          DPF
        </text>
      )}
    </svg>
  )
}

/** An engine block with its plate. */
export function Engine() {
  return (
    <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false">
      <path d="M52 60h128v84H52z" fill="#8d95a3" stroke="#4d5563" strokeWidth="2" />
      <path d="M60 40h112v20H60z" fill="#6b7280" stroke="#4d5563" strokeWidth="2" />
      <path d="M72 28h14v12H72zM100 28h14v12h-14zM128 28h14v12h-14zM154 28h14v12h-14z" fill="#4d5563" />
      <circle cx="206" cy="106" r="27" fill="#4d5563" />
      <circle cx="206" cy="106" r="11" fill="#b9c0cb" />
      <path d="M22 84h30v46H22zM64 144h104v14H64z" fill="#6b7280" stroke="#4d5563" strokeWidth="2" />
      <rect x="84" y="84" width="64" height="38" rx="3" fill="#fff" stroke="#c8261b" strokeWidth="3" />
      <path d="M91 94h50M91 103h50M91 112h34" stroke="#c8261b" strokeWidth="3" />
    </svg>
  )
}

/** Further photo without a fixed subject. */
export function FurtherPicture() {
  return (
    <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false">
      <rect x="60" y="50" width="120" height="88" rx="10" fill="#fff" stroke="#8d95a3" strokeWidth="3" />
      <path d="M96 50l8-14h32l8 14" fill="#fff" stroke="#8d95a3" strokeWidth="3" />
      <circle cx="120" cy="94" r="26" fill="none" stroke="#8d95a3" strokeWidth="3" />
      <path d="M120 80v28M106 94h28" stroke="#3555da" strokeWidth="5" />
    </svg>
  )
}
