package casefile
import ("testing";"fmt";"strings";"time")
func TestPerf(t *testing.T){
 for name,text:=range map[string]string{
  "keys": func()string{var b strings.Builder;b.WriteString("parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\nquantities:\n");for i:=0;i<9900;i++{fmt.Fprintf(&b,"  q%d: 0.2 to 0.4\n",i)};return b.String()}(),
  "chain": func()string{var b strings.Builder;b.WriteString("parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\nquantities:\n  q0: 3\n");for i:=1;i<9900;i++{fmt.Fprintf(&b,"  q%d: q%d + 1\n",i,i-1)};return b.String()}(),
  "unknown": func()string{var b strings.Builder;b.WriteString("parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\nquantities:\n  q0: 3\n");for i:=1;i<9900;i++{fmt.Fprintf(&b,"  q%d: zzzz%d + 1\n",i,i-1)};return b.String()}(),
  "issues": func()string{var b strings.Builder;b.WriteString("parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues:\n");for i:=1;i<9900;i++{fmt.Fprintf(&b,"  q%d: {x%d: a, y%d: b}\n",i,i,i)};return b.String()}(),
  "flow": "parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\nquantities: {"+func()string{var b strings.Builder;for i:=1;i<100000;i++{fmt.Fprintf(&b,"q%d: 1, ",i);if i%200==0{b.WriteString("\n  ")}};return b.String()}()+"}\n",
  "options": "parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {options: ["+func()string{var b strings.Builder;for i:=1;i<100000;i++{fmt.Fprintf(&b,"q%d, ",i);if i%200==0{b.WriteString("\n  ")}};return b.String()}()+"z]}}\n",
  "parties": "parley: 1\ncase: x\nissues: {i: {x: a, y: a}}\nparties: {"+func()string{var b strings.Builder;for i:=1;i<50000;i++{fmt.Fprintf(&b,"q%d: {kind: state}, ",i);if i%100==0{b.WriteString("\n  ")}};return b.String()}()+"}\n",
  "nested": "parley: 1\ncase: x\n"+strings.Repeat("- ",60)+"x",
 }{
  s:=time.Now(); _,l:=Parse("x",text); fmt.Println(name,len(text),len(l),time.Since(s)); if len(l)>0{fmt.Println("   ",l[0])}
 }
}
