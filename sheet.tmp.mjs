import sharp from 'sharp'; import { readdirSync } from 'fs'
const [,, tenant, size, out, ...names]=process.argv
const dir=`test-results/screens/${tenant}`
const W=Number(size)===360?360:Number(size)===768?500:720
const files=names.map(n=>`${dir}/${n}.png`)
const imgs=await Promise.all(files.map(async f=>{const b=await sharp(f).resize({width:W}).toBuffer();const m=await sharp(b).metadata();return{b,h:m.height}}))
const per=Number(size)===360?5:Number(size)===768?3:2
let y=0,comps=[];for(let i=0;i<imgs.length;i+=per){const row=imgs.slice(i,i+per);row.forEach((im,j)=>comps.push({input:im.b,left:j*(W+10),top:y}));y+=Math.max(...row.map(r=>r.h))+10}
await sharp({create:{width:per*(W+10),height:y,channels:3,background:'#888'}}).composite(comps).png().toFile(out)
