import { chromium } from '@playwright/test'
const base='http://localhost:'+(process.env.PORT??3413)
const out=process.env.OUT??'/tmp/look'
const b=await chromium.launch({executablePath: process.env.CHROME, args:['--no-sandbox']})
async function signIn(user){
  const c=await b.newContext({viewport:{width:1366,height:768},locale:'zh-CN',timezoneId:'Asia/Shanghai'})
  const p=await c.newPage()
  await p.goto(base+'/login')
  await p.getByLabel('用户名').fill(user)
  await p.getByLabel('密码',{exact:true}).fill('demo-Nrmm-2026')
  await p.getByRole('button',{name:/登\s*录/}).click()
  await p.waitForURL(u=>!u.pathname.startsWith('/login'))
  return [c,p]
}
for (const [user,pages] of Object.entries({
  reviewer:['/','/queues/pending','/queues/mine','/queues/pending?q=%E6%8C%96','DESK'],
  supervisor:['/','/machines','/machines?stage=3','/queues/overdue','MACHINE','/changes'],
  admin:['/'], counter:['/counter','/counter/waiting'],
})){
  const [c,p]=await signIn(user)
  let calls=[]; let errs=[]
  p.on('request',r=>{ if(r.url().includes('/api/')) calls.push(r.method()+' '+r.url().replace(base,'')) })
  p.on('console',m=>{ if(m.type()==='error'||m.type()==='warning') errs.push(m.text().slice(0,400)) })
  p.on('pageerror',e=>errs.push('PAGEERROR '+e.message.slice(0,400)))
  for (let path of pages){
    if(path==='DESK'||path==='MACHINE'){
      const href=await p.evaluate(async(kind)=>{ const r=await fetch(kind==='DESK'?'/api/console/filings?queue=pending':'/api/console/machines'); const j=await r.json(); return j.data[0].id },path)
      path=(path==='DESK'?'/filings/':'/machines/')+href
    }
    calls=[];errs=[]
    const res=await p.goto(base+path,{waitUntil:'networkidle'})
    const html=await res.text()
    console.log(user,path,'html',Math.round(html.length/1024)+'KB','calls',JSON.stringify(calls),'errs',JSON.stringify(errs))
    await p.screenshot({path:`${out}/${user}${path.replaceAll(/[^a-z0-9]/g,'_').slice(0,24)}.png`})
  }
  await c.close()
}
await b.close()
