package brief
import ("testing";"context";"os";"time";"fmt"
"parley/casefile";"parley/internal/ask";"parley/internal/game";"parley/internal/page")
func TestTry(t *testing.T){
 name := os.Getenv("TRY"); if name=="" {t.Skip()}
 c,list,err := casefile.Load("../../cases/"+name)
 if err!=nil||list.HasErrors(){t.Fatal(err,list)}
 g,l := game.Compile(c); if l.HasErrors(){t.Fatal(l)}
 t0:=time.Now()
 d,_ := ask.NewDraws(g,2000,1,0)
 b,err := Ask(context.Background(),d); if err!=nil{t.Fatal(err)}
 b.Page(g).Text(os.Stdout, page.TextOptions{})
 fmt.Println(time.Since(t0))
}
