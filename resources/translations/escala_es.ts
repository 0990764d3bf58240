<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
<context>
    <name>Experiment</name>
    <message>
        <source>A target has no name; give it one.</source>
        <translation>Un destino no tiene nombre; póngale uno.</translation>
    </message>
    <message>
        <source>%1: a server needs at least 1 thread.</source>
        <translation>%1: un servidor necesita al menos 1 hilo.</translation>
    </message>
    <message>
        <source>%1: a cache needs a capacity of at least 1 entry.</source>
        <translation>%1: una caché necesita capacidad para al menos 1 entrada.</translation>
    </message>
    <message>
        <source>%1: a server needs at least 1 worker.</source>
        <translation>%1: un servidor necesita al menos 1 trabajador.</translation>
    </message>
    <message>
        <source>There is nothing to load: add a target.</source>
        <translation>No hay nada que cargar: añada un destino.</translation>
    </message>
    <message>
        <source>Two targets are named &quot;%1&quot;; give each its own name.</source>
        <translation>Dos destinos se llaman «%1»; dé a cada uno un nombre propio.</translation>
    </message>
    <message>
        <source>A fault is planned for &quot;%1&quot;, which is no target with servers of its own.</source>
        <translation>Se planeó un fallo para «%1», que no es un destino con servidores propios.</translation>
    </message>
    <message>
        <source>A fault is planned for &quot;%1&quot;, but %2 has no such server.</source>
        <translation>Se planeó un fallo para «%1», pero %2 no tiene tal servidor.</translation>
    </message>
    <message>
        <source>%1: %2 can&apos;t stand among the options of %3; it has a field of its own, or Escala sets it.</source>
        <translation>%1: %2 no puede estar entre las opciones de %3; tiene un campo propio o lo pone Escala.</translation>
    </message>
    <message>
        <source>%1: %2 makes its pages itself and asks nobody; leave its upstreams out.</source>
        <translation>%1: %2 hace sus páginas y no pregunta a nadie; quite sus «upstreams».</translation>
    </message>
    <message>
        <source>%1: the proxy %2 needs one upstream.</source>
        <translation>%1: el proxy %2 necesita un «upstream».</translation>
    </message>
    <message>
        <source>%1: the balancer %2 needs at least one upstream.</source>
        <translation>%1: el balanceador %2 necesita al menos un «upstream».</translation>
    </message>
    <message>
        <source>%1: %2 asks &quot;%3&quot;, which is neither a URL nor the name of a server behind it.</source>
        <translation>%1: %2 pregunta a «%3», que no es una URL ni el nombre de un servidor detrás de él.</translation>
    </message>
    <message>
        <source>%1: two servers are named &quot;%2&quot;; give each its own name.</source>
        <translation>%1: dos servidores se llaman «%2»; dé a cada uno su nombre.</translation>
    </message>
    <message>
        <source>%1: its servers ask each other in a circle.</source>
        <translation>%1: sus servidores se preguntan en círculo.</translation>
    </message>
    <message>
        <source>%1: nobody asks %2; name it among the upstreams of another server, or leave it out.</source>
        <translation>%1: nadie pregunta a %2; nómbrelo entre los «upstreams» de otro servidor o quítelo.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Caché</translation>
    </message>
    <message>
        <source>Balancer</source>
        <translation>Balanceador</translation>
    </message>
    <message>
        <source>Replica %1</source>
        <translation>Réplica %1</translation>
    </message>
    <message>
        <source>A fault is planned for the backend of &quot;%1&quot; of %2, which has none.</source>
        <translation>Hay un fallo previsto para lo que está detrás de «%1» de %2, que no tiene nada detrás.</translation>
    </message>
    <message>
        <source>%1: %2 asks &quot;%3&quot; twice; name it once.</source>
        <translation>%1: %2 pregunta dos veces a «%3»; nómbrelo una sola vez.</translation>
    </message>
    <message>
        <source>Cached</source>
        <translation>Con caché</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Lento</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Rápida</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>Clásica</translation>
    </message>
    <message>
        <source>There are %1 targets, and a run can have %2 at most; make several runs of them.</source>
        <translation>Hay %1 destinos, y una ejecución puede tener %2 como máximo; repártalos en varias ejecuciones.</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Kill</source>
        <translation>Matar</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Congelar</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Reiniciar</translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation>Ralentizar</translation>
    </message>
    <message>
        <source>Let answers drip</source>
        <translation>Respuestas a gotas</translation>
    </message>
    <message>
        <source>Answer with errors</source>
        <translation>Responder con errores</translation>
    </message>
    <message>
        <source>Refuse connections</source>
        <translation>Rechazar conexiones</translation>
    </message>
    <message>
        <source>Cut answers off</source>
        <translation>Cortar respuestas</translation>
    </message>
    <message>
        <source>Cut its backend</source>
        <translation>Cortar su origen</translation>
    </message>
    <message>
        <source>Fill its queue</source>
        <translation>Llenar su cola</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>muerto</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>congelado</translation>
    </message>
    <message>
        <source>restarted</source>
        <translation>reiniciado</translation>
    </message>
    <message>
        <source>%1 slower</source>
        <translation>%1 más lento</translation>
    </message>
    <message>
        <source>dripping</source>
        <translation>a gotas</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 de errores</translation>
    </message>
    <message>
        <source>refusing</source>
        <translation>rechaza</translation>
    </message>
    <message>
        <source>%1 cut off</source>
        <translation>%1 cortadas</translation>
    </message>
    <message>
        <source>backend cut</source>
        <translation>sin origen</translation>
    </message>
    <message>
        <source>queue full</source>
        <translation>cola llena</translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation>%1 de vuelta</translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <source>requests/s</source>
        <translation>pet./s</translation>
    </message>
    <message>
        <source>Answers without error a second, over the whole run so far</source>
        <translation>Respuestas sin error por segundo, en lo que va de prueba</translation>
    </message>
    <message>
        <source>Response time: from the intended start to the last byte</source>
        <translation>Tiempo de respuesta: desde el inicio previsto hasta el último byte</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>errores</translation>
    </message>
    <message>
        <source>Failed in transport, timed out, or status 400 and above</source>
        <translation>Fallos de transporte, tiempos agotados o estado 400 y superiores</translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation>aciertos</translation>
    </message>
    <message>
        <source>Share of answers from the cache&apos;s memory, by their own header</source>
        <translation>Parte de las respuestas que salió de la memoria de la caché, según su propia cabecera</translation>
    </message>
    <message>
        <source>This server sends no cache header</source>
        <translation>Este servidor no envía cabecera de caché</translation>
    </message>
    <message numerus="yes">
        <source>Only %n answer(s); this percentile needs %1 to be believed</source>
        <translation>
            <numerusform>Solo %n respuesta; este percentil necesita %1 para ser creíble</numerusform>
            <numerusform>Solo %n respuestas; este percentil necesita %1 para ser creíble</numerusform>
        </translation>
    </message>
    <message>
        <source>service %1 · wait %2 · generator lag %3</source>
        <translation>servicio %1 · espera %2 · retraso del generador %3</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>%1 not comparable</source>
        <comment>a figure</comment>
        <translation>%1 no comparable</translation>
    </message>
    <message>
        <source>%1 without demonstrable difference</source>
        <comment>a figure</comment>
        <translation>%1 sin diferencia demostrable</translation>
    </message>
    <message>
        <source>%1 %2× (%3)</source>
        <comment>a figure, its ratio, a word</comment>
        <translation>%1 %2× (%3)</translation>
    </message>
    <message>
        <source>not comparable (%1)</source>
        <translation>no comparable (%1)</translation>
    </message>
    <message>
        <source>no demonstrable difference</source>
        <translation>sin diferencia demostrable</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>two clauses</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>rendimiento</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>a target, what is said of it</comment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1 against %2. </source>
        <comment>names of runs</comment>
        <translation>%1 frente a %2. </translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrumpida</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Válida</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Degradada</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Inválida</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>requests</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The history %1 can&apos;t be written: no space is left on the disk. Free some space.</source>
        <translation>El historial %1 no se puede escribir: no queda espacio en el disco. Libere espacio.</translation>
    </message>
    <message>
        <source>The history %1 can&apos;t be opened: %2. Change its permissions, or use another history file.</source>
        <translation>El historial %1 no se puede abrir: %2. Cambie sus permisos o use otro archivo de historial.</translation>
    </message>
    <message>
        <source>The history %1 was damaged. It is kept as %2, and a new one was begun.</source>
        <translation>El historial %1 estaba dañado. Se conserva como %2 y se ha empezado uno nuevo.</translation>
    </message>
    <message>
        <source>%1 is a database of another program and is left as it is. Use another history file.</source>
        <translation>%1 es una base de datos de otro programa y se deja como está. Use otro archivo de historial.</translation>
    </message>
    <message>
        <source>The history needs Qt&apos;s SQLite driver: install libqt6sql6-sqlite.</source>
        <translation>El historial necesita el controlador SQLite de Qt: instale libqt6sql6-sqlite.</translation>
    </message>
    <message>
        <source>The history %1 is in use by another program, which has not let go of it for some seconds. Try again, or end that program.</source>
        <translation>Otro programa usa el historial %1 y no lo ha soltado en varios segundos. Vuelva a intentarlo o cierre ese programa.</translation>
    </message>
    <message>
        <source>The history %1 is damaged. Export what you need; a file that can&apos;t be read is set aside when it is opened the next time.</source>
        <translation>El historial %1 está dañado. Exporte lo que necesite; un archivo que no se puede leer se aparta la próxima vez que se abre.</translation>
    </message>
    <message>
        <source>The history %1 can&apos;t be read or written: %2. Check its folder, its permissions and the disk.</source>
        <translation>El historial %1 no se puede leer ni escribir: %2. Compruebe su carpeta, sus permisos y el disco.</translation>
    </message>
    <message>
        <source>The run %1 can&apos;t be read: its part of the file is damaged, or was written by a later version of Escala.</source>
        <translation>La ejecución %1 no se puede leer: su parte del archivo está dañada o la escribió una versión posterior de Escala.</translation>
    </message>
    <message>
        <source>No run of the history has the id %1. The list shows them.</source>
        <translation>Ninguna ejecución del historial tiene el identificador %1. La lista los muestra.</translation>
    </message>
    <message>
        <source>Several runs have ids that begin with %1; give more of it.</source>
        <translation>Los identificadores de varias ejecuciones empiezan por %1; indique más caracteres.</translation>
    </message>
    <message>
        <source>The run is still going on: this is what was measured so far.</source>
        <translation>La ejecución sigue en marcha: esto es lo medido hasta ahora.</translation>
    </message>
    <message>
        <source>The run was interrupted: its program ended before it did. This is what was measured until then; the parts of requests are as they were last told.</source>
        <translation>La ejecución se interrumpió: su programa terminó antes que ella. Esto es lo medido hasta entonces; las partes de las peticiones son las últimas conocidas.</translation>
    </message>
    <message>
        <source>The run %1 is still going on; stop it first.</source>
        <translation>La ejecución %1 sigue en marcha; deténgala primero.</translation>
    </message>
    <message>
        <source>%1 is invalid: its figures may not be believed, so others should not be measured by it</source>
        <translation>%1 no es válida: sus datos no son creíbles, así que otras no deberían medirse por ella</translation>
    </message>
    <message>
        <source>%1 can&apos;t be imported: %2. Nothing was changed.</source>
        <translation>%1 no se puede importar: %2. No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>it is larger than any run</source>
        <translation>es mayor que cualquier ejecución</translation>
    </message>
    <message>
        <source>it is damaged or was cut off</source>
        <translation>está dañado o incompleto</translation>
    </message>
    <message>
        <source>it is no run that was exported by Escala</source>
        <translation>no es una ejecución exportada por Escala</translation>
    </message>
    <message>
        <source>it was written by a later version of Escala; update Escala</source>
        <translation>lo escribió una versión posterior de Escala; actualice Escala</translation>
    </message>
    <message>
        <source>no other run is a baseline; name the one to compare with</source>
        <translation>ninguna otra ejecución es referencia; nombre aquella con la que comparar</translation>
    </message>
    <message>
        <source>%1 was written by a later version of Escala (format %2, this one knows %3) and is left as it is. Update Escala, or use another history file.</source>
        <translation>%1 fue escrito por una versión posterior de Escala (formato %2, esta conoce %3) y se deja como está. Actualice Escala o use otro archivo de historial.</translation>
    </message>
    <message>
        <source>The run %1 can&apos;t be read: its result is damaged.</source>
        <translation>No se puede leer la ejecución %1: su resultado está dañado.</translation>
    </message>
    <message>
        <source>Of the run %1 some seconds can&apos;t be read: they are damaged.</source>
        <translation>De la ejecución %1 no se pueden leer algunos segundos: están dañados.</translation>
    </message>
    <message>
        <source>%1 is the history itself. Choose another name.</source>
        <translation>%1 es el propio historial. Elija otro nombre.</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>no es un archivo</translation>
    </message>
    <message>
        <source>the run is still on, and only what there is so far is compared</source>
        <translation>la ejecución sigue en marcha, y solo se compara lo que hay hasta ahora</translation>
    </message>
    <message>
        <source>the run was interrupted, and only what there is of it is compared</source>
        <translation>la ejecución se interrumpió, y solo se compara lo que hay de ella</translation>
    </message>
    <message>
        <source>it has more targets than a run can have: %1 at most</source>
        <translation>tiene más destinos de los que puede tener una ejecución: %1 como máximo</translation>
    </message>
    <message>
        <source>it tells of times that no run has: %1 h at most</source>
        <translation>habla de tiempos que ninguna ejecución tiene: %1 h como máximo</translation>
    </message>
</context>
<context>
    <name>Lab</name>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Single server</source>
        <translation>Un servidor</translation>
    </message>
    <message>
        <source>Server with a cache</source>
        <translation>Servidor con caché</translation>
    </message>
    <message>
        <source>Caching proxy</source>
        <translation>Proxy con caché</translation>
    </message>
    <message>
        <source>Shared cache</source>
        <translation>Caché compartida</translation>
    </message>
    <message>
        <source>With a failure</source>
        <translation>Con un fallo</translation>
    </message>
    <message>
        <source>One server makes 160 pages a second and is asked for 250: its queue fills, everyone waits, and the rest get 503.</source>
        <translation>Un servidor hace 160 páginas por segundo y le piden 250: su cola se llena, todos esperan y el resto recibe 503.</translation>
    </message>
    <message>
        <source>The same server remembers its pages for 5 seconds: the first of each is slow, the others come from memory.</source>
        <translation>El mismo servidor recuerda sus páginas 5 segundos: la primera de cada una es lenta, las demás salen de la memoria.</translation>
    </message>
    <message>
        <source>A cache of its own in front of the server, which needs no change: only what the cache lacks reaches it.</source>
        <translation>Una caché propia delante del servidor, que no cambia: solo le llega lo que falta en la caché.</translation>
    </message>
    <message>
        <source>Two copies of the server share the load, and when one is gone the other one is still there: kill one.</source>
        <translation>Dos copias del servidor se reparten la carga, y si una cae, queda la otra: mate una.</translation>
    </message>
    <message>
        <source>One cache in front of all replicas: a page that one of them made is kept for all.</source>
        <translation>Una caché delante de todas las réplicas: una página que hizo una de ellas queda guardada para todas.</translation>
    </message>
    <message>
        <source>After 6 seconds a replica is killed, and 6 seconds later it is back: who notices?</source>
        <translation>A los 6 segundos muere una réplica y 6 segundos después vuelve: ¿quién lo nota?</translation>
    </message>
    <message>
        <source>Pair of replicas</source>
        <translation>Par de réplicas</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>%1 user</source>
        <translation>%1 usuario</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 usuarios</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>reanudada</translation>
    </message>
    <message>
        <source>as planned</source>
        <translation>según el plan</translation>
    </message>
</context>
<context>
    <name>Monitor</name>
    <message>
        <source>up</source>
        <translation>activo</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>con fallos</translation>
    </message>
    <message>
        <source>down</source>
        <translation>caído</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en espera</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>pendiente</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>activa</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>confirmada</translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>silenciada</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>resuelta</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>ended</source>
        <comment>certificate</comment>
        <translation>caducado</translation>
    </message>
    <message>
        <source>The server starts …</source>
        <translation>El servidor arranca …</translation>
    </message>
    <message>
        <source>Not yet asked</source>
        <translation>Aún sin consultar</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>HTTP status, time</comment>
        <translation>%1 en %2</translation>
    </message>
    <message>
        <source>DNS %1</source>
        <translation>DNS %1</translation>
    </message>
    <message>
        <source>TLS %1</source>
        <translation>TLS %1</translation>
    </message>
    <message>
        <source>Nothing is watched yet.</source>
        <translation>Todavía no se vigila nada.</translation>
    </message>
    <message>
        <source>Sources read: %1.</source>
        <translation>Fuentes leídas: %1.</translation>
    </message>
    <message>
        <source>%1 of %2 up. %3</source>
        <translation>%1 de %2 activos. %3</translation>
    </message>
    <message>
        <source>%1 of %2 up, %3 down.</source>
        <translation>%1 de %2 activos, %3 caídos.</translation>
    </message>
    <message>
        <source>%1 of %2 up, %3 failing.</source>
        <translation>%1 de %2 activos, %3 con fallos.</translation>
    </message>
    <message>
        <source>%1 of %2 up, %3 not yet asked.</source>
        <translation>%1 de %2 activos, %3 aún sin consultar.</translation>
    </message>
    <message>
        <source>%1 is up.</source>
        <translation>%1 está activo.</translation>
    </message>
    <message>
        <source>All %1 are up.</source>
        <translation>Los %1 están activos.</translation>
    </message>
    <message>
        <source>%1 to %2 (%3)</source>
        <translation>de %1 a %2 (%3)</translation>
    </message>
    <message>
        <source>since %1 (%2)</source>
        <translation>desde %1 (%2)</translation>
    </message>
    <message>
        <source>Resolved: %1</source>
        <translation>Resuelto: %1</translation>
    </message>
    <message>
        <source>%1 (%2 probes): %3</source>
        <translation>%1 (%2 sondeos): %3</translation>
    </message>
    <message>
        <source>What is stored of the monitor in %1 was written by a later version of Escala and is left as it is. Update Escala, or use another file.</source>
        <translation>Lo que %1 guarda del monitor lo escribió una versión posterior de Escala y se deja como está. Actualice Escala o use otro archivo.</translation>
    </message>
    <message>
        <source>An alert could not be delivered to the webhook: %1</source>
        <translation>No se pudo entregar una alerta al webhook: %1</translation>
    </message>
    <message>
        <source>there is no process &quot;%1&quot;</source>
        <translation>no hay ningún proceso «%1»</translation>
    </message>
    <message>
        <source>%1 series are not kept: choose some with &quot;metrics&quot;.</source>
        <translation>%1 series no se guardan: elija algunas con «metrics».</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>no se puede escribir %1: %2</translation>
    </message>
    <message>
        <source>Another monitor keeps what it sees in %1. End it, or use another file.</source>
        <translation>Otro monitor guarda lo que ve en %1. Termínelo o use otro archivo.</translation>
    </message>
    <message>
        <source>the answer is not in Prometheus&apos; text format (%1)</source>
        <translation>la respuesta no está en el formato de texto de Prometheus (%1)</translation>
    </message>
    <message>
        <source>%1 is down: %2</source>
        <translation>%1 está caído: %2</translation>
    </message>
    <message>
        <source>The certificate of %1 ended on %2.</source>
        <translation>El certificado de %1 caducó el %2.</translation>
    </message>
    <message>
        <source>The certificate of %1 ends on %2, in %3 days.</source>
        <translation>El certificado de %1 caduca el %2, dentro de %3 días.</translation>
    </message>
    <message>
        <source>%1 spends the error budget of &quot;%2&quot; %3 times as fast as it may over %4, and %5 times over %6.</source>
        <translation>%1 gasta el presupuesto de errores de «%2» %3 veces más rápido de lo permitido en %4, y %5 veces en %6.</translation>
    </message>
    <message>
        <source>Some probes are left out: %1 are under way, and this program may open no more connections. Raise its limit of open files (ulimit -Hn).</source>
        <translation>Se omiten algunas sondas: hay %1 en curso y este programa no puede abrir más conexiones. Aumente su límite de archivos abiertos (ulimit -Hn).</translation>
    </message>
</context>
<context>
    <name>MonitorCharts</name>
    <message>
        <source>Response time</source>
        <translation>Tiempo de respuesta</translation>
    </message>
    <message>
        <source>ms, log</source>
        <translation>ms, log.</translation>
    </message>
    <message>
        <source>No answer in this window.</source>
        <translation>Ninguna respuesta en esta ventana.</translation>
    </message>
    <message>
        <source>Availability and errors</source>
        <translation>Disponibilidad y errores</translation>
    </message>
    <message>
        <source>share of probes</source>
        <translation>parte de los sondeos</translation>
    </message>
    <message>
        <source>Nothing was asked in this window.</source>
        <translation>No se consultó nada en esta ventana.</translation>
    </message>
    <message>
        <source>available</source>
        <translation>disponible</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>sin respuesta</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>plazo</translation>
    </message>
    <message>
        <source>status, check</source>
        <translation>estado</translation>
    </message>
    <message>
        <source>Phases, median</source>
        <translation>Fases, mediana</translation>
    </message>
    <message>
        <source>No connection in this window.</source>
        <translation>Ninguna conexión en esta ventana.</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>conexión</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>1.er byte</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Aciertos de caché</translation>
    </message>
    <message>
        <source>share of answers</source>
        <translation>parte de las respuestas</translation>
    </message>
    <message>
        <source>This server sends no cache header. Put a cache in front to see its hits.</source>
        <translation>Este servidor no envía cabecera de caché. Ponga una caché delante para ver sus aciertos.</translation>
    </message>
    <message>
        <source>hits</source>
        <translation>aciertos</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>obsoletas</translation>
    </message>
    <message>
        <source>misses</source>
        <translation>fallos</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>por segundo</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 por segundo</translation>
    </message>
    <message>
        <source>%1 gave no such figure in this window.</source>
        <translation>%1 no dio esa cifra en esta ventana.</translation>
    </message>
    <message>
        <source>highest</source>
        <translation>máximo</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>incident</source>
        <translation>incidente</translation>
    </message>
    <message>
        <source>not watched</source>
        <translation>sin vigilar</translation>
    </message>
    <message>
        <source>%1 to %2 (%3) · Escala %4</source>
        <comment>a time, a time, time zone, version</comment>
        <translation>De %1 a %2 (%3) · Escala %4</translation>
    </message>
</context>
<context>
    <name>MonitorPlan</name>
    <message>
        <source>%1 must be from %2 to %3, not %4</source>
        <translation>%1 debe estar entre %2 y %3, no ser %4</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>falta %1</translation>
    </message>
    <message>
        <source>%1 is no field of a request: %2</source>
        <translation>%1 no es un campo de una petición: %2</translation>
    </message>
    <message>
        <source>%1 needs a &quot;url&quot; or a &quot;server&quot;, one of them</source>
        <translation>%1 necesita «url» o «server», uno de los dos</translation>
    </message>
    <message>
        <source>%1 must not be used with HEAD, whose answers have no body</source>
        <translation>%1 no debe usarse con HEAD, cuyas respuestas no tienen cuerpo</translation>
    </message>
    <message>
        <source>%1 needs a &quot;pid&quot; or a &quot;process&quot;, one of them</source>
        <translation>%1 necesita «pid» o «process», uno de los dos</translation>
    </message>
    <message>
        <source>%1 must be a share above 0 and below 1, such as 0.999</source>
        <translation>%1 debe ser una proporción mayor que 0 y menor que 1, como 0.999</translation>
    </message>
    <message>
        <source>%1 must be above 0</source>
        <translation>%1 debe ser mayor que 0</translation>
    </message>
    <message>
        <source>%1 must not be longer than the long window</source>
        <translation>%1 no debe ser más larga que la ventana larga</translation>
    </message>
    <message>
        <source>two of %1 are called &quot;%2&quot;</source>
        <translation>dos de %1 se llaman «%2»</translation>
    </message>
    <message>
        <source>a scrape, a process or a server share the name &quot;%1&quot;</source>
        <translation>una recogida, un proceso o un servidor comparten el nombre «%1»</translation>
    </message>
    <message>
        <source>no target is called &quot;%1&quot;</source>
        <translation>ningún destino se llama «%1»</translation>
    </message>
    <message>
        <source>more than %1 targets</source>
        <translation>más de %1 destinos</translation>
    </message>
    <message>
        <source>%1 would be asked %2 times a second, and it is not this machine: %3 times at most, with longer intervals</source>
        <translation>se preguntaría a %1 %2 veces por segundo y no es este equipo: %3 veces como mucho, con intervalos más largos</translation>
    </message>
</context>
<context>
    <name>MonitorSettings</name>
    <message>
        <source>The plan that was watched can&apos;t be read: %1. It could not be kept in a file either (%2), and so it stays in the settings: what is watched now is not remembered.</source>
        <translation>No se puede leer el plan que se vigilaba: %1. Tampoco se pudo guardar en un archivo (%2), así que sigue en los ajustes: lo que se vigile ahora no se recordará.</translation>
    </message>
    <message>
        <source>The plan that was watched can&apos;t be read: %1. It is kept in %2; mend it there and open it.</source>
        <translation>No se puede leer el plan que se vigilaba: %1. Se conserva en %2; corríjalo allí y ábralo.</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Starting servers</source>
        <translation>Iniciando servidores</translation>
    </message>
    <message>
        <source>Warming up</source>
        <translation>Calentando</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Midiendo</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Terminando</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallido</translation>
    </message>
    <message>
        <source>There is nothing to load. Add a target.</source>
        <translation>No hay nada que cargar. Añada un destino.</translation>
    </message>
    <message>
        <source>Set a duration, a number of requests, or both.</source>
        <translation>Indique una duración, un número de peticiones o ambos.</translation>
    </message>
    <message>
        <source>More threads than users. Use at most as many threads as users.</source>
        <translation>Hay más hilos que usuarios. Use como mucho tantos hilos como usuarios.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 gave no answer: %2. Check that the server runs and that %3 is its URL.</source>
        <translation>%1 no respondió: %2. Compruebe que el servidor está en marcha y que %3 es su URL.</translation>
    </message>
    <message>
        <source>built-in server</source>
        <translation>servidor incorporado</translation>
    </message>
</context>
<context>
    <name>PlanFile</name>
    <message>
        <source>line %1: the text is not valid UTF-8</source>
        <translation>línea %1: el texto no es UTF-8 válido</translation>
    </message>
    <message>
        <source>line %1: this is not JSON (%2)</source>
        <translation>línea %1: esto no es JSON (%2)</translation>
    </message>
    <message>
        <source>the field %1 stands twice</source>
        <translation>el campo %1 aparece dos veces</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 no se puede leer: %2</translation>
    </message>
    <message>
        <source>%1 is larger than 1 MiB: this is no plan file</source>
        <translation>%1 ocupa más de 1 MiB: no es un archivo de plan</translation>
    </message>
    <message>
        <source>%1 is not base64</source>
        <translation>%1 no es base64</translation>
    </message>
    <message>
        <source>%1 can&apos;t stand beside a &quot;mix&quot;: put it into its requests</source>
        <translation>%1 no puede ir junto a &quot;mix&quot;: póngalo en sus peticiones</translation>
    </message>
    <message>
        <source>%1 needs at least one request</source>
        <translation>%1 necesita al menos una petición</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>línea %1: %2</translation>
    </message>
    <message>
        <source>a plan</source>
        <translation>un plan</translation>
    </message>
    <message>
        <source>%1 must be an object in braces</source>
        <translation>%1 debe ser un objeto entre llaves</translation>
    </message>
    <message>
        <source>a list in square brackets</source>
        <translation>una lista entre corchetes</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>un texto entre comillas</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true o false</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3</source>
        <translation>%1 debe ser un número entero de %2 a %3</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un número</translation>
    </message>
    <message>
        <source>a list of texts in quotes</source>
        <translation>una lista de textos entre comillas</translation>
    </message>
    <message>
        <source>%1 must be %2 to %3, not %4</source>
        <translation>%1 debe estar entre %2 y %3, no %4</translation>
    </message>
    <message>
        <source>a duration in quotes, such as &quot;200ms&quot;</source>
        <translation>una duración entre comillas, como &quot;200ms&quot;</translation>
    </message>
    <message>
        <source>the field %1 is not known here; is it misspelt?</source>
        <translation>aquí no se conoce el campo %1; ¿está mal escrito?</translation>
    </message>
    <message>
        <source>%1 must be one of %2, not &quot;%3&quot;</source>
        <translation>%1 debe ser uno de estos: %2; no &quot;%3&quot;</translation>
    </message>
    <message>
        <source>%1 must be %2</source>
        <translation>%1 debe ser %2</translation>
    </message>
    <message>
        <source>%1 needs a &quot;url&quot; or a &quot;server&quot;, one of them</source>
        <translation>%1 necesita &quot;url&quot; o &quot;server&quot;, uno de los dos</translation>
    </message>
    <message>
        <source>%1 needs an &quot;environment&quot; variable or a &quot;file&quot;, one of them</source>
        <translation>%1 necesita una variable (&quot;environment&quot;) o un archivo (&quot;file&quot;), uno de los dos</translation>
    </message>
    <message>
        <source>%1 must be from 0.01 to 10</source>
        <translation>%1 debe estar entre 0,01 y 10</translation>
    </message>
    <message>
        <source>%1 must be like &quot;4KiB&quot; or &quot;1KiB..64KiB&quot;, not &quot;%2&quot;</source>
        <translation>%1 debe ser como «4KiB» o «1KiB..64KiB», no «%2»</translation>
    </message>
    <message>
        <source>%1 must be over 0 and at most 1</source>
        <translation>%1 debe ser mayor que 0 y como mucho 1</translation>
    </message>
    <message>
        <source>%1 must be from 0 to 10</source>
        <translation>%1 debe estar entre 0 y 10</translation>
    </message>
    <message>
        <source>%1 must be &quot;slow&quot;, &quot;cached&quot;, &quot;proxy&quot; or &quot;balancer&quot;, not &quot;%2&quot;</source>
        <translation>%1 debe ser «slow», «cached», «proxy» o «balancer», no «%2»</translation>
    </message>
    <message>
        <source>%1 stands behind nothing: give a &quot;server&quot;</source>
        <translation>%1 no está detrás de nada: indique un «server»</translation>
    </message>
    <message>
        <source>%1 must be at most 1h</source>
        <translation>%1 debe ser como mucho 1h</translation>
    </message>
</context>
<context>
    <name>Probe</name>
    <message>
        <source>the name can&apos;t be resolved (%1)</source>
        <translation>no se puede resolver el nombre (%1)</translation>
    </message>
    <message>
        <source>the connection was refused (%1)</source>
        <translation>se rechazó la conexión (%1)</translation>
    </message>
    <message>
        <source>no answer within %1</source>
        <translation>sin respuesta en %1</translation>
    </message>
    <message>
        <source>TLS failed (%1)</source>
        <translation>TLS falló (%1)</translation>
    </message>
    <message>
        <source>the connection broke before the answer was whole (%1)</source>
        <translation>la conexión se cortó antes de que la respuesta estuviera completa (%1)</translation>
    </message>
    <message>
        <source>the answer is not HTTP (%1)</source>
        <translation>la respuesta no es HTTP (%1)</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>estado %1</translation>
    </message>
    <message>
        <source>the answer does not contain &quot;%1&quot;</source>
        <translation>la respuesta no contiene «%1»</translation>
    </message>
    <message>
        <source>the answer is larger than 16 MiB</source>
        <translation>la respuesta supera los 16 MiB</translation>
    </message>
    <message>
        <source>%1 probes before it are still without an answer</source>
        <translation>%1 sondeos anteriores siguen sin respuesta</translation>
    </message>
    <message>
        <source>no connection could be made (%1)</source>
        <translation>no se pudo conectar (%1)</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>%1 serves as many requests as %2</source>
        <translation>%1 sirve tantas peticiones como %2</translation>
    </message>
    <message>
        <source>%1 serves %2× the requests of %3</source>
        <translation>%1 sirve %2 veces las peticiones de %3</translation>
    </message>
    <message>
        <source>%1 serves only %2 of the requests of %3</source>
        <translation>%1 solo sirve el %2 de las peticiones de %3</translation>
    </message>
    <message>
        <source>%1 serves %2 requests/s with a p50 of %3 and a p99 of %4</source>
        <translation>%1 sirve %2 peticiones/s con un p50 de %3 y un p99 de %4</translation>
    </message>
    <message>
        <source>%1 hits</source>
        <translation>%1 de aciertos</translation>
    </message>
    <message>
        <source>no cache header</source>
        <translation>sin cabecera de caché</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>Requests/s achieved</source>
        <translation>Peticiones/s logradas</translation>
    </message>
    <message>
        <source>Response time %1</source>
        <translation>Tiempo de respuesta %1</translation>
    </message>
    <message>
        <source>Service time %1</source>
        <translation>Tiempo de servicio %1</translation>
    </message>
    <message>
        <source>Connect %1</source>
        <translation>Conexión %1</translation>
    </message>
    <message>
        <source>Cold first request</source>
        <translation>Primera petición en frío</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Aciertos de caché</translation>
    </message>
    <message>
        <source>Measured time</source>
        <translation>Tiempo medido</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Previstas</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviadas</translation>
    </message>
    <message>
        <source>Answered well</source>
        <translation>Bien respondidas</translation>
    </message>
    <message>
        <source>HTTP errors</source>
        <translation>Errores HTTP</translation>
    </message>
    <message>
        <source>Transport errors</source>
        <translation>Errores de transporte</translation>
    </message>
    <message>
        <source>Timeouts</source>
        <translation>Tiempos agotados</translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation>Canceladas</translation>
    </message>
    <message>
        <source>Never sent</source>
        <translation>Nunca enviadas</translation>
    </message>
    <message>
        <source>Redirects followed</source>
        <translation>Redirecciones seguidas</translation>
    </message>
    <message>
        <source>Sent before measuring (cold, warm-up)</source>
        <translation>Enviadas antes de medir (en frío, calentamiento)</translation>
    </message>
    <message>
        <source>The server&apos;s own count, in all</source>
        <translation>Cuenta del propio servidor, en total</translation>
    </message>
    <message>
        <source>Errors: %1</source>
        <translation>Errores: %1</translation>
    </message>
    <message>
        <source>passed %1</source>
        <translation>superada %1 veces</translation>
    </message>
    <message>
        <source>failed %1</source>
        <translation>fallida %1 veces</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>superado</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>no alcanzado</translation>
    </message>
    <message>
        <source>Made by Escala %1 on %2 cores (%3), %4 GiB, %5; run %6.</source>
        <translation>Hecho por Escala %1 en %2 núcleos (%3), %4 GiB, %5; prueba %6.</translation>
    </message>
    <message>
        <source>Generator: %1</source>
        <translation>Generador: %1</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Cifras</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Umbrales</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Comprobaciones</translation>
    </message>
    <message>
        <source>Where every request went</source>
        <translation>Adónde fue cada petición</translation>
    </message>
    <message>
        <source>Changed while it was running</source>
        <translation>Cambios durante la prueba</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Destino</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>pet./s</translation>
    </message>
    <message>
        <source>max</source>
        <translation>máx.</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Aciertos</translation>
    </message>
    <message>
        <source>Cold</source>
        <translation>En frío</translation>
    </message>
    <message>
        <source>Sent in all</source>
        <translation>Enviadas en total</translation>
    </message>
    <message>
        <source>Server counted</source>
        <translation>Contó el servidor</translation>
    </message>
    <message>
        <source>Check at %1: %2: %3 passed, %4 failed</source>
        <translation>Comprobación en %1: %2: %3 superadas, %4 fallidas</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Nota: %1</translation>
    </message>
    <message>
        <source>name not resolved</source>
        <translation>nombre no resuelto</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>conexión rechazada</translation>
    </message>
    <message>
        <source>connection reset</source>
        <translation>conexión cortada</translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation>falló TLS</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>tiempo agotado</translation>
    </message>
    <message>
        <source>not valid HTTP</source>
        <translation>HTTP no válido</translation>
    </message>
    <message>
        <source>status 4xx</source>
        <translation>estado 4xx</translation>
    </message>
    <message>
        <source>status 5xx</source>
        <translation>estado 5xx</translation>
    </message>
    <message>
        <source>failed a check</source>
        <translation>falló una comprobación</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>descartadas</translation>
    </message>
    <message>
        <source>%1 of the requests to %2 failed (%3)</source>
        <translation>%1 de las peticiones a %2 fallaron (%3)</translation>
    </message>
    <message>
        <source>%1 gave no good answer (%2)</source>
        <translation>%1 no dio ninguna respuesta buena (%2)</translation>
    </message>
    <message>
        <source>%1 was sent no request</source>
        <translation>a %1 no se le envió ninguna petición</translation>
    </message>
    <message>
        <source>%1 gave no answer before the run ended</source>
        <translation>%1 no respondió antes de que terminara la ejecución</translation>
    </message>
    <message>
        <source>its %1 is the same</source>
        <translation>su %1 es igual</translation>
    </message>
    <message>
        <source>its %1 is %2× lower</source>
        <translation>su %1 es %2 veces menor</translation>
    </message>
    <message>
        <source>its %1 is %2 lower</source>
        <translation>su %1 es un %2 menor</translation>
    </message>
    <message>
        <source>its %1 is %2 higher</source>
        <translation>su %1 es un %2 mayor</translation>
    </message>
    <message>
        <source>its %1 is %2× as high</source>
        <translation>su %1 es %2 veces mayor</translation>
    </message>
    <message>
        <source>good answers: %1 %2/s, %3 %4/s</source>
        <translation>respuestas buenas: %1 %2/s, %3 %4/s</translation>
    </message>
    <message>
        <source>Best of %1 candidates: %2</source>
        <translation>El mejor de %1 candidatos: %2</translation>
    </message>
    <message>
        <source>too few answers for this percentile</source>
        <translation>muy pocas respuestas para este percentil</translation>
    </message>
    <message>
        <source>The run was stopped before its end.</source>
        <translation>La ejecución se detuvo antes de terminar.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>sin respuesta</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Peticiones</translation>
    </message>
    <message>
        <source>Times by status</source>
        <translation>Tiempos por estado</translation>
    </message>
    <message>
        <source>Generator at %1 of its ceiling of %2 requests/s.</source>
        <translation>Generador al %1 de su techo de %2 peticiones/s.</translation>
    </message>
    <message>
        <source>no request lost</source>
        <translation>ninguna petición perdida</translation>
    </message>
    <message>
        <source>1 request lost</source>
        <translation>1 petición perdida</translation>
    </message>
    <message>
        <source>%1 requests lost</source>
        <translation>%1 peticiones perdidas</translation>
    </message>
    <message>
        <source>not recovered</source>
        <translation>sin recuperarse</translation>
    </message>
    <message>
        <source>throughput never fell</source>
        <translation>el caudal no bajó</translation>
    </message>
    <message>
        <source>whole again after %1</source>
        <translation>recuperado tras %1</translation>
    </message>
    <message>
        <source>%1/s before</source>
        <translation>%1/s antes</translation>
    </message>
    <message>
        <source>%1/s during</source>
        <translation>%1/s durante</translation>
    </message>
    <message>
        <source>%1/s after</source>
        <translation>%1/s después</translation>
    </message>
    <message>
        <source>given up by the balancer after %1</source>
        <translation>apartado por el balanceador tras %1</translation>
    </message>
    <message>
        <source>%1 %2 at %3</source>
        <translation>%1 %2 a los %3</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Servidores</translation>
    </message>
    <message>
        <source>What was broken</source>
        <translation>Lo que se rompió</translation>
    </message>
    <message>
        <source>%1 (95 % interval %2 to %3): beyond the limit, but it may be chance</source>
        <translation>%1 (intervalo del 95 %: de %2 a %3): más allá del límite, pero puede ser azar</translation>
    </message>
    <message>
        <source>%1 (95 % interval %2 to %3)</source>
        <translation>%1 (intervalo del 95 %: de %2 a %3)</translation>
    </message>
    <message>
        <source>not comparable: %1</source>
        <translation>no comparable: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>hits</source>
        <translation>aciertos</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>obsoletas</translation>
    </message>
    <message>
        <source>misses</source>
        <translation>fallos</translation>
    </message>
    <message>
        <source>passed by</source>
        <translation>sin pasar por la caché</translation>
    </message>
    <message>
        <source>%1 still %2</source>
        <translation>%1 sigue: %2</translation>
    </message>
    <message>
        <source>Second %1 to %2</source>
        <translation>Segundo %1 a %2</translation>
    </message>
    <message>
        <source>not measured at that time</source>
        <translation>no se medía en ese momento</translation>
    </message>
    <message>
        <source>%1 (%2 were due)</source>
        <translation>%1 (tocaban %2)</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>Tiempo de respuesta</translation>
    </message>
    <message>
        <source>p50 %1, p99 %2, longest %3</source>
        <translation>p50 %1, p99 %2, la más larga %3</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Caché</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>New connections</source>
        <translation>Conexiones nuevas</translation>
    </message>
    <message>
        <source>Server CPU</source>
        <translation>CPU del servidor</translation>
    </message>
    <message>
        <source>%1 of a core</source>
        <translation>%1 de un núcleo</translation>
    </message>
    <message>
        <source>Server memory</source>
        <translation>Memoria del servidor</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Más lentas</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>espera</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>1.er byte</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>envío</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>resultado</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>rendimiento</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 en %2</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Rondas</translation>
    </message>
    <message>
        <source>varies by</source>
        <translation>varía un</translation>
    </message>
    <message>
        <source>Warm-up up to</source>
        <translation>Calentamiento hasta</translation>
    </message>
    <message>
        <source>No steady state in %1 of %2 runs: let each take longer.</source>
        <translation>Sin estado estable en %1 de %2 ejecuciones: deje que cada una dure más.</translation>
    </message>
    <message>
        <source>%1 rounds.</source>
        <translation>%1 rondas.</translation>
    </message>
    <message>
        <source>An interval needs %1 rounds or more.</source>
        <translation>Un intervalo necesita %1 rondas o más.</translation>
    </message>
    <message>
        <source>Rounds left out, because a run in them may not be believed: %1.</source>
        <translation>Rondas omitidas, porque una ejecución de ellas no es creíble: %1.</translation>
    </message>
    <message>
        <source>different plans: %1 differs</source>
        <translation>planes distintos: %1 difiere</translation>
    </message>
    <message>
        <source>different plans: %1 is %2 and %3</source>
        <translation>planes distintos: %1 es %2 y %3</translation>
    </message>
    <message>
        <source>passed, undecided</source>
        <translation>superada, sin decidir</translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation>FALLIDA</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Candidata</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Razón</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>intervalo del 95 %</translation>
    </message>
    <message>
        <source>Baseline: %1</source>
        <translation>Referencia: %1</translation>
    </message>
    <message>
        <source>Candidate: %1</source>
        <translation>Candidata: %1</translation>
    </message>
    <message>
        <source>Not comparable: %1.</source>
        <translation>No comparable: %1.</translation>
    </message>
    <message>
        <source>Generator of %1: %2</source>
        <translation>Generador de %1: %2</translation>
    </message>
    <message>
        <source>Fail if %1: %2: %3</source>
        <translation>Falla si %1: %2: %3</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Rendimiento</translation>
    </message>
    <message>
        <source>CPU a request</source>
        <translation>CPU por petición</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>más rápida</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>más lenta</translation>
    </message>
    <message>
        <source>better</source>
        <translation>mejor</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>peor</translation>
    </message>
    <message>
        <source>no demonstrable difference</source>
        <translation>sin diferencia demostrable</translation>
    </message>
    <message>
        <source>not comparable</source>
        <translation>no comparable</translation>
    </message>
    <message>
        <source>the baseline may not be believed: %1</source>
        <translation>la referencia no es creíble: %1</translation>
    </message>
    <message>
        <source>the candidate may not be believed: %1</source>
        <translation>la candidata no es creíble: %1</translation>
    </message>
    <message>
        <source>the baseline has %1 of the %2 seconds that an interval needs</source>
        <translation>la referencia tiene %1 de los %2 segundos que necesita un intervalo</translation>
    </message>
    <message>
        <source>the candidate has %1 of the %2 seconds that an interval needs</source>
        <translation>la candidata tiene %1 de los %2 segundos que necesita un intervalo</translation>
    </message>
    <message>
        <source>the baseline has %1 of the %2 rounds that an interval needs</source>
        <translation>la referencia tiene %1 de las %2 rondas que necesita un intervalo</translation>
    </message>
    <message>
        <source>the candidate has %1 of the %2 rounds that an interval needs</source>
        <translation>la candidata tiene %1 de las %2 rondas que necesita un intervalo</translation>
    </message>
    <message>
        <source>the baseline has %1 of the %2 answers that the percentile needs</source>
        <translation>la referencia tiene %1 de las %2 respuestas que necesita el percentil</translation>
    </message>
    <message>
        <source>the candidate has %1 of the %2 answers that the percentile needs</source>
        <translation>la candidata tiene %1 de las %2 respuestas que necesita el percentil</translation>
    </message>
    <message>
        <source>the baseline has no such figure</source>
        <translation>la referencia no tiene ese dato</translation>
    </message>
    <message>
        <source>the candidate has no such figure</source>
        <translation>la candidata no tiene ese dato</translation>
    </message>
    <message>
        <source>%1 … %2 pp</source>
        <translation>%1 … %2 pp</translation>
    </message>
    <message>
        <source>Intervals from %1 pairs of blocks of %2.</source>
        <translation>Intervalos de %1 pares de bloques de %2.</translation>
    </message>
    <message>
        <source>Intervals from %1 and %2 blocks of %3 or less.</source>
        <translation>Intervalos de %1 y %2 bloques de %3 o menos.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocidas</translation>
    </message>
    <message>
        <source>%1 × %2 (95 %: %3), %4</source>
        <translation>%1 × %2 (95 %: %3), %4</translation>
    </message>
    <message>
        <source>%1 %2 against %3</source>
        <translation>%1 %2 frente a %3</translation>
    </message>
    <message>
        <source>%1 against %2: %3</source>
        <translation>%1 frente a %2: %3</translation>
    </message>
    <message>
        <source>(varies by %1)</source>
        <translation>(varía un %1)</translation>
    </message>
    <message>
        <source>%1 of %2 rounds count.</source>
        <translation>Cuentan %1 de %2 rondas.</translation>
    </message>
    <message>
        <source>there was none</source>
        <translation>no había</translation>
    </message>
    <message>
        <source>In 4 of 5 tries they get a word from %1.</source>
        <translation>En 4 de 5 intentos reciben una palabra desde %1.</translation>
    </message>
    <message>
        <source>By %1 earlier runs of this plan, differences from %2 can be seen.</source>
        <translation>Según %1 ejecuciones anteriores de este plan, pueden verse diferencias desde %2.</translation>
    </message>
    <message>
        <source>Where runs vary by 2, 5 or 10 %, differences from %1 can be seen.</source>
        <translation>Si las ejecuciones varían un 2, 5 o 10 %, pueden verse diferencias desde %1.</translation>
    </message>
    <message>
        <source>By the first %1 rounds, differences from %2 can be seen.</source>
        <translation>Según las primeras %1 rondas, pueden verse diferencias desde %2.</translation>
    </message>
    <message>
        <source>So few don&apos;t show whether seconds depend on each other, and intervals may be too narrow: run longer, or in rounds.</source>
        <translation>Tan pocos no muestran si los segundos dependen unos de otros, y los intervalos pueden ser demasiado estrechos: mida más tiempo o por rondas.</translation>
    </message>
    <message>
        <source>Blocks depend on the ones before, so intervals are widened, and may still be too narrow: run longer, or in rounds.</source>
        <translation>Los bloques dependen de los anteriores: los intervalos se han ensanchado y aun así pueden ser demasiado estrechos: mida más tiempo o por rondas.</translation>
    </message>
    <message>
        <source>errors are %1 of the baseline&apos;s requests and %2 of the candidate&apos;s</source>
        <translation>los errores son el %1 de las peticiones de la referencia y el %2 de las de la candidata</translation>
    </message>
    <message>
        <source>%1 (95 % interval %2 to %3): at the limit or beyond, but it may be chance</source>
        <translation>%1 (intervalo del 95 %: de %2 a %3): en el límite o más allá, pero puede ser azar</translation>
    </message>
</context>
<context>
    <name>SaveQuestion</name>
    <message>
        <source>Export chart</source>
        <translation>Exportar gráfico</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Imagen (*.png)</translation>
    </message>
    <message>
        <source>Vector picture (*.svg)</source>
        <translation>Imagen vectorial (*.svg)</translation>
    </message>
    <message>
        <source>Document (*.pdf)</source>
        <translation>Documento (*.pdf)</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>parallel</source>
        <translation>en paralelo</translation>
    </message>
    <message>
        <source>sequential</source>
        <translation>en secuencia</translation>
    </message>
    <message>
        <source>interleaved</source>
        <translation>por turnos</translation>
    </message>
    <message>
        <source>%1 stage</source>
        <translation>%1 etapa</translation>
    </message>
    <message>
        <source>%1 stages</source>
        <translation>%1 etapas</translation>
    </message>
    <message>
        <source>%1 requests/s</source>
        <translation>%1 peticiones/s</translation>
    </message>
    <message>
        <source>open model, Poisson arrivals</source>
        <translation>modelo abierto, llegadas de Poisson</translation>
    </message>
    <message>
        <source>open model</source>
        <translation>modelo abierto</translation>
    </message>
    <message>
        <source>at most %1 in flight</source>
        <translation>como mucho %1 en vuelo</translation>
    </message>
    <message>
        <source>%1 connection</source>
        <translation>%1 conexión</translation>
    </message>
    <message>
        <source>%1 connections</source>
        <translation>%1 conexiones</translation>
    </message>
    <message>
        <source>think time %1</source>
        <translation>tiempo de reflexión %1</translation>
    </message>
    <message>
        <source>%1 request</source>
        <translation>%1 petición</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 peticiones</translation>
    </message>
    <message>
        <source>one cold request first</source>
        <translation>antes una petición en frío</translation>
    </message>
    <message>
        <source>warm-up %1</source>
        <translation>calentamiento %1</translation>
    </message>
    <message>
        <source>%1 and 1 more request</source>
        <translation>%1 y 1 petición más</translation>
    </message>
    <message>
        <source>%1 and %2 more requests</source>
        <translation>%1 y %2 peticiones más</translation>
    </message>
    <message>
        <source>cookies</source>
        <translation>cookies</translation>
    </message>
    <message>
        <source>up to %1 redirect followed</source>
        <translation>se sigue hasta %1 redirección</translation>
    </message>
    <message>
        <source>up to %1 redirects followed</source>
        <translation>se siguen hasta %1 redirecciones</translation>
    </message>
    <message>
        <source>gzip offered</source>
        <translation>gzip ofrecido</translation>
    </message>
    <message>
        <source>with credentials</source>
        <translation>con credenciales</translation>
    </message>
    <message>
        <source>%1 check</source>
        <translation>%1 comprobación</translation>
    </message>
    <message>
        <source>%1 checks</source>
        <translation>%1 comprobaciones</translation>
    </message>
    <message>
        <source>%1 header field</source>
        <translation>%1 campo de cabecera</translation>
    </message>
    <message>
        <source>%1 header fields</source>
        <translation>%1 campos de cabecera</translation>
    </message>
    <message>
        <source>body %1</source>
        <translation>cuerpo %1</translation>
    </message>
    <message>
        <source>certificates not verified</source>
        <translation>certificados sin verificar</translation>
    </message>
    <message>
        <source>%1 user</source>
        <translation>%1 usuario</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 usuarios</translation>
    </message>
    <message>
        <source>closed model</source>
        <translation>modelo cerrado</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>keep-alive</translation>
    </message>
    <message>
        <source>HTTP/2</source>
        <translation>HTTP/2</translation>
    </message>
    <message>
        <source>%1 streams a user</source>
        <translation>%1 flujos por usuario</translation>
    </message>
    <message>
        <source>a connection a request</source>
        <translation>una conexión por petición</translation>
    </message>
    <message>
        <source>%1 engine thread</source>
        <translation>%1 hilo del motor</translation>
    </message>
    <message>
        <source>%1 engine threads</source>
        <translation>%1 hilos del motor</translation>
    </message>
    <message>
        <source>Unix socket %1</source>
        <translation>socket Unix %1</translation>
    </message>
    <message>
        <source>from %1 address</source>
        <translation>desde %1 dirección</translation>
    </message>
    <message>
        <source>from %1 addresses</source>
        <translation>desde %1 direcciones</translation>
    </message>
    <message>
        <source>up to %1 new connections/s</source>
        <translation>hasta %1 conexiones nuevas/s</translation>
    </message>
    <message>
        <source>%1 request a connection</source>
        <translation>%1 petición por conexión</translation>
    </message>
    <message>
        <source>%1 requests a connection</source>
        <translation>%1 peticiones por conexión</translation>
    </message>
    <message>
        <source>client certificate</source>
        <translation>certificado de cliente</translation>
    </message>
    <message>
        <source>TLS sessions resumed</source>
        <translation>sesiones TLS reanudadas</translation>
    </message>
    <message>
        <source>a name look-up a connection</source>
        <translation>una consulta de nombre por conexión</translation>
    </message>
    <message>
        <source>name look-ups by TTL</source>
        <translation>consultas de nombres según su TTL</translation>
    </message>
    <message>
        <source>DNS server %1</source>
        <translation>servidor DNS %1</translation>
    </message>
</context>
<context>
    <name>UrlProblem</name>
    <message>
        <source>There is no URL; enter one like http://localhost:8080/.</source>
        <translation>Falta la URL; escriba una como http://localhost:8080/.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a URL: look for blanks, stray characters or brackets in it.</source>
        <translation>«%1» no es una URL: busque en ella espacios, caracteres sueltos o corchetes.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither an http nor an https URL.</source>
        <translation>«%1» no es una URL http ni https.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no host; write it like http://localhost:8080/.</source>
        <translation>«%1» no indica ningún servidor; escríbala como http://localhost:8080/.</translation>
    </message>
    <message>
        <source>The port in &quot;%1&quot; must be 1 to 65535.</source>
        <translation>El puerto de «%1» debe estar entre 1 y 65535.</translation>
    </message>
    <message>
        <source>The URL &quot;%1&quot; is longer than 8,000 characters.</source>
        <translation>La URL «%1» tiene más de 8000 caracteres.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>valid</source>
        <translation>válido</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>degradado</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>no válido</translation>
    </message>
    <message>
        <source>%1 of the requests were dropped, over %2</source>
        <translation>se descartó el %1 de las peticiones, más del %2</translation>
    </message>
    <message>
        <source>only %1 of the offered rate was sent, under %2</source>
        <translation>solo se envió el %1 del ritmo ofrecido, menos del %2</translation>
    </message>
    <message>
        <source>generator lag p99 %1, over %2</source>
        <translation>retraso p99 del generador %1, más de %2</translation>
    </message>
    <message>
        <source>an engine thread used %1 of its core, over %2</source>
        <translation>un hilo del motor usó el %1 de su núcleo, más del %2</translation>
    </message>
    <message>
        <source>%1 of the file descriptors are in use, over %2</source>
        <translation>se usa el %1 de los descriptores de archivo, más del %2</translation>
    </message>
    <message>
        <source>%1 of the ephemeral ports are in use, over %2</source>
        <translation>se usa el %1 de los puertos efímeros, más del %2</translation>
    </message>
    <message>
        <source>the clock jumped by %1: a suspend, or a clock set</source>
        <translation>el reloj saltó %1: una suspensión o un cambio de hora</translation>
    </message>
    <message>
        <source>server and generator share cores that were %1 busy, over %2</source>
        <translation>servidor y generador comparten núcleos ocupados al %1, más del %2</translation>
    </message>
    <message>
        <source>%1: only %2 connections of %3 were open</source>
        <translation>%1: solo %2 conexiones de %3 estaban abiertas</translation>
    </message>
    <message>
        <source>%1: requests in flight and rate × response time differ by %2, over %3</source>
        <translation>%1: las peticiones en curso y ritmo × tiempo de respuesta difieren un %2, más del %3</translation>
    </message>
    <message>
        <source>%1: only %2 answers, fewer than the %3 that percentiles need</source>
        <translation>%1: solo %2 respuestas, menos de las %3 que necesitan los percentiles</translation>
    </message>
    <message>
        <source>%1: no complete answer</source>
        <translation>%1: ninguna respuesta completa</translation>
    </message>
    <message>
        <source>%1 (CPU %2, lag p99 %3)</source>
        <translation>%1 (CPU %2, retraso p99 %3)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1: %2</source>
        <comment>chart, unit</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>Response time</source>
        <translation>Tiempo de respuesta</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Rendimiento</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>peticiones/s</translation>
    </message>
    <message>
        <source>achieved</source>
        <translation>logradas</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>ofrecidas</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Aciertos de caché</translation>
    </message>
    <message>
        <source>hits/s</source>
        <translation>aciertos/s</translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation>aciertos</translation>
    </message>
    <message>
        <source>In flight and errors</source>
        <translation>En curso y errores</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>peticiones</translation>
    </message>
    <message>
        <source>errors/s</source>
        <translation>errores/s</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>CPU, % of a core</source>
        <translation>CPU, % de un núcleo</translation>
    </message>
    <message>
        <source>memory, MiB</source>
        <translation>memoria, MiB</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memoria</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Percentiles</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>This server sends no cache header. Put a cache in front to compare.</source>
        <translation>Este servidor no envía cabecera de caché. Ponga una caché delante para comparar.</translation>
    </message>
    <message>
        <source>Waiting for the first answers.</source>
        <translation>Esperando las primeras respuestas.</translation>
    </message>
    <message>
        <source>No answer came, so nothing is known of a cache. See the errors below.</source>
        <translation>No llegó ninguna respuesta, así que nada se sabe de una caché. Vea los errores abajo.</translation>
    </message>
    <message>
        <source>Only servers started by Escala show CPU and memory.</source>
        <translation>Solo los servidores iniciados por Escala muestran CPU y memoria.</translation>
    </message>
    <message>
        <source>Waiting for the first reading of the server.</source>
        <translation>Esperando la primera lectura del servidor.</translation>
    </message>
    <message>
        <source>The run was too short: CPU and memory are read once a second. Measure longer to see them.</source>
        <translation>La prueba fue demasiado corta: CPU y memoria se leen una vez por segundo. Mida más tiempo para verlas.</translation>
    </message>
    <message>
        <source>Done already, and too short to draw.</source>
        <translation>Ya ha terminado, y fue demasiado breve para dibujarlo.</translation>
    </message>
    <message>
        <source>Press Start to measure.</source>
        <translation>Pulse Iniciar para medir.</translation>
    </message>
    <message>
        <source>No answer has come yet.</source>
        <translation>Aún no ha llegado ninguna respuesta.</translation>
    </message>
    <message>
        <source>No answer came. The errors above say more.</source>
        <translation>No llegó ninguna respuesta. Los errores de arriba dicen más.</translation>
    </message>
    <message>
        <source>No answer came. The errors below say more.</source>
        <translation>No llegó ninguna respuesta. Los errores de abajo dicen más.</translation>
    </message>
    <message>
        <source>TTL</source>
        <comment>mark: time to live is over</comment>
        <translation>TTL</translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>millions</comment>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 k</source>
        <comment>thousands</comment>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1, log</source>
        <translation>%1, log</translation>
    </message>
    <message>
        <source>%1, linear</source>
        <translation>%1, lineal</translation>
    </message>
    <message>
        <source>%1 · right: %2</source>
        <translation>%1 · der.: %2</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 at the end of %2: %3</source>
        <comment>side, time, figures</comment>
        <translation>%1 al final de %2: %3</translation>
    </message>
    <message>
        <source>Line chart over time; %1.</source>
        <translation>Gráfico de líneas en el tiempo; %1.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>chart and sides</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>All charts</source>
        <translation>Todos los gráficos</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>run and chart</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>There is no chart “%1”; choose one of %2.</source>
        <translation>No hay ningún gráfico «%1»; elija uno de %2.</translation>
    </message>
    <message>
        <source>Charts can&apos;t be drawn: this program was started without Qt&apos;s graphics.</source>
        <translation>No se pueden dibujar gráficos: este programa se inició sin los gráficos de Qt.</translation>
    </message>
    <message>
        <source>The chart “%1” could not be encoded; try another picture format.</source>
        <translation>No se pudo codificar el gráfico «%1»; pruebe otro formato de imagen.</translation>
    </message>
    <message>
        <source>own time axis: over after %1</source>
        <translation>eje de tiempo propio: terminó tras %1</translation>
    </message>
    <message>
        <source>Generator: %1 · started %2 · Escala %3</source>
        <translation>Generador: %1 · inicio %2 · Escala %3</translation>
    </message>
    <message>
        <source>share</source>
        <translation>parte</translation>
    </message>
    <message>
        <source>%1, log: &gt;20× apart</source>
        <translation>%1, log: dif. &gt;20×</translation>
    </message>
    <message>
        <source>percentile</source>
        <translation>percentil</translation>
    </message>
    <message>
        <source>from</source>
        <translation>desde</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 respuestas</translation>
    </message>
    <message>
        <source>most answers of %1 took %2 to %3</source>
        <translation>la mayoría de las respuestas de %1 tardó de %2 a %3</translation>
    </message>
    <message>
        <source>Heat map of response time over time; %1.</source>
        <translation>Mapa de calor del tiempo de respuesta en el tiempo; %1.</translation>
    </message>
    <message>
        <source>grey: too few answers</source>
        <translation>gris: muy pocas respuestas</translation>
    </message>
    <message>
        <source>Response time in ms by percentile; %1.</source>
        <translation>Tiempo de respuesta en ms por percentil; %1.</translation>
    </message>
    <message>
        <source>generator&apos;s lag floor</source>
        <translation>retraso mínimo del generador</translation>
    </message>
    <message>
        <source>generator&apos;s ceiling</source>
        <translation>techo del generador</translation>
    </message>
    <message>
        <source>response</source>
        <translation>respuesta</translation>
    </message>
    <message>
        <source>service</source>
        <translation>servicio</translation>
    </message>
</context>
<context>
    <name>escala::charts::ChartBoard</name>
    <message>
        <source>Charts</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>Left and right move the crosshair, Enter tells what happened there, plus and minus zoom the time, zero shows all of it.</source>
        <translation>Izquierda y derecha mueven la cruz, Intro dice qué pasó allí, más y menos amplían el tiempo, cero lo muestra entero.</translation>
    </message>
</context>
<context>
    <name>escala::charts::ChartFrame</name>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagen</translation>
    </message>
    <message>
        <source>Save chart as…</source>
        <translation>Guardar gráfico como…</translation>
    </message>
    <message>
        <source>Copy values as text</source>
        <translation>Copiar valores como texto</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Mostrar como tabla</translation>
    </message>
</context>
<context>
    <name>escala::charts::LegendButton</name>
    <message>
        <source>Show or hide %1</source>
        <translation>Mostrar u ocultar %1</translation>
    </message>
</context>
<context>
    <name>escala::compare::AnswerPanel</name>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Settings in effect</source>
        <translation>Ajustes en vigor</translation>
    </message>
    <message>
        <source>Load generator</source>
        <translation>Generador de carga</translation>
    </message>
</context>
<context>
    <name>escala::compare::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>escala::compare::ComparePage</name>
    <message>
        <source>The name “%1” is taken or empty. Choose another one.</source>
        <translation>El nombre «%1» está en uso o vacío. Elija otro.</translation>
    </message>
    <message>
        <source>Press Start to compare %1.</source>
        <translation>Pulse Iniciar para comparar %1.</translation>
    </message>
    <message>
        <source>The last result can still be exported, until the next run.</source>
        <translation>El último resultado aún se puede exportar, hasta la próxima prueba.</translation>
    </message>
    <message>
        <source>Figures appear as soon as answers arrive.</source>
        <translation>Las cifras aparecen en cuanto llegan respuestas.</translation>
    </message>
    <message>
        <source>Measured with: %1
Next run: %2</source>
        <translation>Medido con: %1
Próxima prueba: %2</translation>
    </message>
    <message>
        <source>Measured with: %1
Next run: other settings of the servers</source>
        <translation>Medido con: %1
Próxima prueba: otros ajustes de los servidores</translation>
    </message>
    <message>
        <source>Comparing %1 …</source>
        <translation>Comparando %1 …</translation>
    </message>
    <message>
        <source>Figures so far · generator: %1</source>
        <translation>Cifras hasta ahora · generador: %1</translation>
    </message>
    <message>
        <source>Generator: %1</source>
        <translation>Generador: %1</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>Detenida antes de tiempo</translation>
    </message>
</context>
<context>
    <name>escala::compare::ExperimentModel</name>
    <message>
        <source>Quick · 10 s, 20 users</source>
        <translation>Rápida · 10 s, 20 usuarios</translation>
    </message>
    <message>
        <source>Classic · 100 requests, 5 users</source>
        <translation>Clásica · 100 peticiones, 5 usuarios</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>Ajustes propios</translation>
    </message>
    <message>
        <source>%1 with a cache</source>
        <translation>%1 con caché</translation>
    </message>
    <message>
        <source>%1 with a balancer</source>
        <translation>%1 con balanceador</translation>
    </message>
</context>
<context>
    <name>escala::compare::ExportMenu</name>
    <message>
        <source>Export all</source>
        <translation>Exportar todo</translation>
    </message>
    <message>
        <source>Export all to folder…</source>
        <translation>Exportar todo a una carpeta…</translation>
    </message>
    <message>
        <source>Report (HTML)…</source>
        <translation>Informe (HTML)…</translation>
    </message>
    <message>
        <source>Result (JSON)…</source>
        <translation>Resultado (JSON)…</translation>
    </message>
    <message>
        <source>Summary (CSV)…</source>
        <translation>Resumen (CSV)…</translation>
    </message>
    <message>
        <source>Second by second (CSV)…</source>
        <translation>Segundo a segundo (CSV)…</translation>
    </message>
    <message>
        <source>Histograms (HdrHistogram logs)…</source>
        <translation>Histogramas (registros HdrHistogram)…</translation>
    </message>
    <message>
        <source>Chart (PNG, SVG, PDF)</source>
        <translation>Gráfico (PNG, SVG, PDF)</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>Tiempo de respuesta</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Rendimiento</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Aciertos de caché</translation>
    </message>
    <message>
        <source>In flight and errors</source>
        <translation>En curso y errores</translation>
    </message>
    <message>
        <source>Server CPU and memory</source>
        <translation>CPU y memoria del servidor</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Percentiles</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <source>All charts on one sheet</source>
        <translation>Todos los gráficos en una hoja</translation>
    </message>
    <message>
        <source>All rounds to folder…</source>
        <translation>Todas las rondas a una carpeta…</translation>
    </message>
</context>
<context>
    <name>escala::compare::LevelField</name>
    <message>
        <source>As planned</source>
        <translation>Según el plan</translation>
    </message>
    <message>
        <source>Goes on with the load that the plan has now</source>
        <translation>Sigue con la carga que el plan tiene ahora</translation>
    </message>
    <message>
        <source>Rate now</source>
        <translation>Tasa ahora</translation>
    </message>
    <message>
        <source>Users now</source>
        <translation>Usuarios ahora</translation>
    </message>
    <message>
        <source>Changes the load of the run under way; Enter takes it</source>
        <translation>Cambia la carga de la prueba en curso; Intro la aplica</translation>
    </message>
</context>
<context>
    <name>escala::compare::LoadSettings</name>
    <message>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>none</source>
        <translation>sin</translation>
    </message>
    <message>
        <source>Cold request</source>
        <translation>Petición en frío</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>Keep-alive</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automático</translation>
    </message>
    <message>
        <source>parallel</source>
        <translation>en paralelo</translation>
    </message>
    <message>
        <source>in sequence</source>
        <translation>en secuencia</translation>
    </message>
    <message>
        <source>in turns</source>
        <translation>por turnos</translation>
    </message>
    <message>
        <source>One request to each target first, timed apart</source>
        <translation>Antes, una petición a cada destino, medida aparte</translation>
    </message>
    <message>
        <source>Users keep their connections; off: a new connection for each request</source>
        <translation>Los usuarios conservan su conexión; si no: una conexión nueva por petición</translation>
    </message>
    <message>
        <source>How long is measured, such as 10 s or 2 min; 0: no limit, or as long as the stages</source>
        <translation>Cuánto se mide, como 10 s o 2 min; 0: sin límite, o lo que duren las etapas</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Peticiones</translation>
    </message>
    <message>
        <source>Ends after so many requests to each target; 0: no limit</source>
        <translation>Termina tras tantas peticiones a cada destino; 0: sin límite</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Calentamiento</translation>
    </message>
    <message>
        <source>Load before measuring begins; kept apart from the result</source>
        <translation>Carga antes de empezar a medir; no cuenta en el resultado</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Tiempo máximo</translation>
    </message>
    <message>
        <source>How long an answer may take</source>
        <translation>Cuánto puede tardar una respuesta</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>Engine threads of the load generator; automatic: half of the cores</source>
        <translation>Hilos del generador de carga; automático: la mitad de los núcleos</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>All targets at the same time, one after the other, or in turns of a second</source>
        <translation>Todos los destinos a la vez, uno tras otro o por turnos de un segundo</translation>
    </message>
</context>
<context>
    <name>escala::compare::ModelSettings</name>
    <message>
        <source>users</source>
        <translation>usuarios</translation>
    </message>
    <message>
        <source>arrivals</source>
        <translation>llegadas</translation>
    </message>
    <message>
        <source>even</source>
        <translation>uniforme</translation>
    </message>
    <message>
        <source>random</source>
        <translation>aleatorio</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Carga</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Users wait for their answers (closed model); arrivals come whatever the server does (open model)</source>
        <translation>Los usuarios esperan su respuesta (modelo cerrado); las llegadas vienen haga lo que haga el servidor (modelo abierto)</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Usuarios</translation>
    </message>
    <message>
        <source>Virtual users of each target: each sends, waits for the answer and sends again</source>
        <translation>Usuarios virtuales de cada destino: cada uno envía, espera la respuesta y vuelve a enviar</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Reflexión</translation>
    </message>
    <message>
        <source>Pause after each answer: 500ms, 1s..3s or exp 2s</source>
        <translation>Pausa tras cada respuesta: 500ms, 1s..3s o exp 2s</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tasa</translation>
    </message>
    <message>
        <source>Requests a second to each target</source>
        <translation>Peticiones por segundo a cada destino</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Reparto</translation>
    </message>
    <message>
        <source>Even, or random as independent visitors come (Poisson)</source>
        <translation>Uniforme, o aleatorio como llegan visitantes independientes (Poisson)</translation>
    </message>
    <message>
        <source>Max in flight</source>
        <translation>Máx. en vuelo</translation>
    </message>
    <message>
        <source>An arrival that finds so many requests sent or waiting is dropped, and counted</source>
        <translation>Una llegada que encuentra tantas peticiones enviadas o en espera se descarta, y se cuenta</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Etapas</translation>
    </message>
    <message>
        <source>The load over time; empty: the same all along. Such as: ramp 0..200 10s, hold 200 20s, spike 800 2s, step 100..500 by 100 1m, 3x(hold 10 5s, spike 100 1s)</source>
        <translation>La carga a lo largo del tiempo; vacío: siempre la misma. Por ejemplo: ramp 0..200 10s, hold 200 20s, spike 800 2s, step 100..500 by 100 1m, 3x(hold 10 5s, spike 100 1s)</translation>
    </message>
</context>
<context>
    <name>escala::compare::RepeatSettings</name>
    <message>
        <source>once</source>
        <translation>una vez</translation>
    </message>
    <message>
        <source> rounds</source>
        <translation> rondas</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>So many rounds, the targets in turns, each time as a run of its own; the rounds are compared</source>
        <translation>Tantas rondas, los destinos por turnos, cada vez como una ejecución propia; se comparan las rondas</translation>
    </message>
</context>
<context>
    <name>escala::compare::RunBar</name>
    <message>
        <source>Preset</source>
        <translation>Preajuste</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export… (Ctrl+E)</source>
        <translation>Exportar… (Ctrl+E)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Quick · 10 s, 20 users</source>
        <translation>Rápida · 10 s, 20 usuarios</translation>
    </message>
    <message>
        <source>Classic · 100 requests, 5 users</source>
        <translation>Clásica · 100 peticiones, 5 usuarios</translation>
    </message>
    <message>
        <source>Open plan…</source>
        <translation>Abrir plan…</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>Guardar plan…</translation>
    </message>
    <message>
        <source>http://… to compare with</source>
        <translation>http://… para comparar</translation>
    </message>
    <message>
        <source>URL of another target</source>
        <translation>URL de otro destino</translation>
    </message>
    <message>
        <source>Add target</source>
        <translation>Añadir destino</translation>
    </message>
    <message>
        <source>Adds the URL as another column; the arrow offers built-in servers</source>
        <translation>Añade la URL como otra columna; la flecha ofrece servidores incorporados</translation>
    </message>
    <message>
        <source>Built-in slow server</source>
        <translation>Servidor lento incorporado</translation>
    </message>
    <message>
        <source>Built-in cached server</source>
        <translation>Servidor con caché incorporado</translation>
    </message>
    <message>
        <source>Pause  F6</source>
        <translation>Pausar  F6</translation>
    </message>
    <message>
        <source>Resume  F6</source>
        <translation>Reanudar  F6</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Requests begin again (F6)</source>
        <translation>Vuelven a empezar peticiones (F6)</translation>
    </message>
    <message>
        <source>No request begins until you resume; the time of the run goes on (F6)</source>
        <translation>No empieza ninguna petición hasta reanudar; el tiempo de la prueba sigue (F6)</translation>
    </message>
    <message>
        <source>Starts the comparison (F5)</source>
        <translation>Inicia la comparación (F5)</translation>
    </message>
</context>
<context>
    <name>escala::compare::ServerSettings</name>
    <message>
        <source>none</source>
        <translation>sin</translation>
    </message>
    <message>
        <source>Single flight</source>
        <translation>Vuelo único</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>Users who miss at the same time share one request to the slow handler</source>
        <translation>Los usuarios que fallan a la vez comparten una petición al origen lento</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Servidores</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Retardo</translation>
    </message>
    <message>
        <source>How long the slow handler takes for an answer</source>
        <translation>Cuánto tarda el origen lento en responder</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>How long the cache keeps an answer</source>
        <translation>Cuánto guarda la caché una respuesta</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Capacidad</translation>
    </message>
    <message>
        <source>Most answers in the cache</source>
        <translation>Máximo de respuestas en la caché</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Trabajadores</translation>
    </message>
    <message>
        <source>Requests served at once; more wait; 0: no limit</source>
        <translation>Peticiones atendidas a la vez; las demás esperan; 0: sin límite</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Requests that may wait for a worker; beyond it the server answers 503</source>
        <translation>Peticiones que pueden esperar a un trabajador; más allá el servidor responde 503</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Política</translation>
    </message>
    <message>
        <source>Which answer goes when the cache is full</source>
        <translation>Qué respuesta se va cuando la caché está llena</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>With more than one, / is another page each time: some are asked for far more often than others</source>
        <translation>Con más de una, / es otra página cada vez: algunas se piden mucho más que otras</translation>
    </message>
</context>
<context>
    <name>escala::compare::StageCurve</name>
    <message>
        <source>Planned load</source>
        <translation>Carga prevista</translation>
    </message>
    <message>
        <source>At most %1, over %2</source>
        <translation>Como mucho %1, en %2</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>hasta %1</translation>
    </message>
</context>
<context>
    <name>escala::compare::StartButton</name>
    <message>
        <source>Stop  ⇧F5</source>
        <translation>Detener  ⇧F5</translation>
    </message>
    <message>
        <source>Start  F5</source>
        <translation>Iniciar  F5</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Ends the run and keeps what was measured (Shift+F5)</source>
        <translation>Termina la prueba y conserva lo medido (Mayús+F5)</translation>
    </message>
</context>
<context>
    <name>escala::compare::StatePill</name>
    <message>
        <source>State: %1</source>
        <translation>Estado: %1</translation>
    </message>
    <message>
        <source>The settings have changed since the run. Start measures with the new ones.</source>
        <translation>Los ajustes han cambiado desde la prueba. Iniciar mide con los nuevos.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Outdated</source>
        <comment>state of the result</comment>
        <translation>Desfasado</translation>
    </message>
</context>
<context>
    <name>escala::compare::TargetHeader</name>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Remove target</source>
        <translation>Quitar destino</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Nombre nuevo</translation>
    </message>
    <message>
        <source>Target %1</source>
        <translation>Destino %1</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>parado</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>pid %1</translation>
    </message>
    <message>
        <source>CPU %1 %</source>
        <translation>CPU %1 %</translation>
    </message>
    <message>
        <source>What would it buy?</source>
        <translation>¿Qué se ganaría?</translation>
    </message>
    <message>
        <source>Put a cache in front</source>
        <translation>Poner una caché delante</translation>
    </message>
    <message>
        <source>Put a balancer in front</source>
        <translation>Poner un balanceador delante</translation>
    </message>
    <message>
        <source>Open in the lab</source>
        <translation>Abrir en el laboratorio</translation>
    </message>
</context>
<context>
    <name>escala::compare::ViewSettings</name>
    <message>
        <source>Overlay</source>
        <translation>Superponer</translation>
    </message>
    <message>
        <source>Log latency</source>
        <translation>Latencia log</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>All targets in each chart, instead of side by side</source>
        <translation>Todos los destinos en cada gráfico, en vez de lado a lado</translation>
    </message>
    <message>
        <source>Response time on a logarithmic axis</source>
        <translation>Tiempo de respuesta en un eje logarítmico</translation>
    </message>
    <message>
        <source>A rolling window of 30 s instead of the whole run</source>
        <translation>Una ventana móvil de 30 s en vez de toda la prueba</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vista</translation>
    </message>
</context>
<context>
    <name>escala::experiment::AdminClient</name>
    <message>
        <source>its admin endpoint does not answer</source>
        <translation>su punto de administración no responde</translation>
    </message>
</context>
<context>
    <name>escala::experiment::Calibrator</name>
    <message>
        <source>Stopped before the machine was measured.</source>
        <translation>Se detuvo antes de medir la máquina.</translation>
    </message>
    <message>
        <source>The machine could not be measured: the null server gave no answer.</source>
        <translation>No se pudo medir la máquina: el servidor nulo no respondió.</translation>
    </message>
</context>
<context>
    <name>escala::experiment::FaultSchedule</name>
    <message>
        <source>%1 is not up, so this fault was left out: %2</source>
        <translation>%1 no está en marcha, así que se omitió este fallo: %2</translation>
    </message>
</context>
<context>
    <name>escala::experiment::Repetition</name>
    <message>
        <source>%1 could not be reached: no connection was made; is it running, and is the address right?</source>
        <translation>No se pudo llegar a %1: no se hizo ninguna conexión; ¿está en marcha y es correcta la dirección?</translation>
    </message>
</context>
<context>
    <name>escala::experiment::Run</name>
    <message>
        <source>Ended early: %1 at %2.</source>
        <translation>Terminó antes: %1 en %2.</translation>
    </message>
    <message>
        <source>Stopped before anything was measured.</source>
        <translation>Detenida antes de medir nada.</translation>
    </message>
    <message>
        <source>%1 chose HTTP/1.1 instead of HTTP/2, so each connection carried one request at a time.</source>
        <translation>%1 eligió HTTP/1.1 en lugar de HTTP/2, así que cada conexión llevó una petición a la vez.</translation>
    </message>
</context>
<context>
    <name>escala::experiment::ServerGroup</name>
    <message>
        <source>The server %1 %2.</source>
        <translation>El servidor %1 %2.</translation>
    </message>
    <message>
        <source>The server %1 %2. The run goes on, and its requests fail.</source>
        <translation>El servidor %1 %2. La prueba sigue y sus peticiones fallan.</translation>
    </message>
</context>
<context>
    <name>escala::experiment::ServerMember</name>
    <message>
        <source>%1 %2 listens on port %3 instead.</source>
        <translation>%1 %2 escucha en el puerto %3 en su lugar.</translation>
    </message>
    <message>
        <source>Port %1 is taken by another program.</source>
        <translation>El puerto %1 lo usa otro programa.</translation>
    </message>
    <message>
        <source>Port %1 could not be used (%2 %3).</source>
        <translation>No se pudo usar el puerto %1 (%2 %3).</translation>
    </message>
    <message>
        <source>The fault was not taken by %1: %2</source>
        <translation>%1 no aceptó el fallo: %2</translation>
    </message>
</context>
<context>
    <name>escala::experiment::ServerProcess</name>
    <message>
        <source>could not be started: %1</source>
        <translation>no se pudo iniciar: %1</translation>
    </message>
    <message>
        <source>did not say within %1 s that it listens</source>
        <translation>no dijo en %1 s que escucha</translation>
    </message>
    <message>
        <source>did not begin with a ready line: is it Escala&apos;s own server?</source>
        <translation>no empezó con una línea de aviso: ¿es el servidor de Escala?</translation>
    </message>
    <message>
        <source>was killed by signal %1</source>
        <translation>fue terminado por la señal %1</translation>
    </message>
    <message>
        <source>ended by itself with exit status %1</source>
        <translation>terminó por sí mismo con el estado de salida %1</translation>
    </message>
    <message>
        <source>ended by itself: %1</source>
        <translation>terminó por sí mismo: %1</translation>
    </message>
</context>
<context>
    <name>escala::history::ComparisonPanel</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparación</translation>
    </message>
    <message>
        <source>Copies the table as text</source>
        <translation>Copia la tabla como texto</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Candidata</translation>
    </message>
    <message>
        <source>Ratio, 95 %</source>
        <translation>Razón, 95 %</translation>
    </message>
    <message>
        <source>Candidate by baseline, and beneath where that lies with a certainty of 95 %</source>
        <translation>Candidata entre referencia y, debajo, dónde está con una certeza del 95 %</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <comment>candidate, baseline</comment>
        <translation>%1 frente a %2</translation>
    </message>
    <message>
        <source>Not comparable: %1.</source>
        <translation>No comparable: %1.</translation>
    </message>
</context>
<context>
    <name>escala::history::HistoryBar</name>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Run again  F5</source>
        <translation>Repetir  F5</translation>
    </message>
    <message>
        <source>Open beside</source>
        <translation>Abrir juntas</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Export… (Ctrl+E)</source>
        <translation>Exportar… (Ctrl+E)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Search names, notes, tags, targets</source>
        <translation>Buscar en nombres, notas, etiquetas y destinos</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Buscar (Ctrl+F)</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Takes in a run that was exported as one file</source>
        <translation>Incorpora una ejecución exportada como un solo archivo</translation>
    </message>
    <message>
        <source>‹ All runs</source>
        <translation>‹ Todas</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Volver a la lista (Esc)</translation>
    </message>
    <message>
        <source>Opens what is selected (Enter)</source>
        <translation>Abre lo seleccionado (Intro)</translation>
    </message>
    <message>
        <source>Takes its experiment to the Compare page and starts it (F5)</source>
        <translation>Lleva su experimento a la página Comparar y lo inicia (F5)</translation>
    </message>
</context>
<context>
    <name>escala::history::HistoryPage</name>
    <message>
        <source>Show all runs</source>
        <translation>Mostrar todas</translation>
    </message>
    <message>
        <source>No run is like that</source>
        <translation>Ninguna ejecución es así</translation>
    </message>
    <message>
        <source>Nothing has been run yet</source>
        <translation>Todavía no hay ejecuciones</translation>
    </message>
    <message>
        <source>Look for something else, or show all there are.</source>
        <translation>Busque otra cosa o muéstrelas todas.</translation>
    </message>
    <message>
        <source>Start a comparison on the Compare page (F5): its run is stored as it goes, and stays here. Runs of escalactl come here too.</source>
        <translation>Inicie una comparación en la página Comparar (F5): su ejecución se guarda mientras avanza y queda aquí. Las de escalactl también llegan aquí.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>No baseline</source>
        <translation>Quitar referencia</translation>
    </message>
    <message>
        <source>Set as baseline</source>
        <translation>Usar de referencia</translation>
    </message>
    <message>
        <source>Export as one file…</source>
        <translation>Exportar como un solo archivo…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Open beside</source>
        <translation>Abrir juntas</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>A run that is under way can&apos;t be deleted; stop it first, or wait for its end.</source>
        <translation>Una ejecución en marcha no se puede eliminar; deténgala antes o espere a que termine.</translation>
    </message>
</context>
<context>
    <name>escala::history::HistoryPanel</name>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>any</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>Referencias</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Runs under way, over or cut off, or the baselines alone</source>
        <translation>Ejecuciones en curso, terminadas o interrumpidas, o solo las referencias</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Veredicto</translation>
    </message>
    <message>
        <source>How far the figures of a run are to be believed</source>
        <translation>Hasta qué punto son creíbles las cifras de una ejecución</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Runs that carry this tag</source>
        <translation>Ejecuciones con esta etiqueta</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Conservar como mucho</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>Older ones are deleted, at the end of each run. Baselines and runs with tags always stay.</source>
        <translation>Las más antiguas se eliminan al final de cada ejecución. Las referencias y las ejecuciones con etiquetas siempre se quedan.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Ejecuciones</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Días</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Baselines and runs with tags always stay.</source>
        <translation>Las referencias y las ejecuciones con etiquetas siempre se quedan.</translation>
    </message>
    <message>
        <source>Size of the history</source>
        <translation>Tamaño del historial</translation>
    </message>
</context>
<context>
    <name>escala::history::NameDelegate</name>
    <message>
        <source>baseline</source>
        <translation>referencia</translation>
    </message>
</context>
<context>
    <name>escala::history::OpenRuns</name>
    <message>
        <source>Overlay</source>
        <translation>Superponer</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Qué difiere</translation>
    </message>
    <message>
        <source>All targets in each chart from the same start, instead of side by side</source>
        <translation>Todos los destinos en cada gráfico desde el mismo inicio, en vez de uno junto a otro</translation>
    </message>
    <message>
        <source>A table of each figure with its ratio, where that surely lies, and a word for it</source>
        <translation>Una tabla de cada cifra con su razón, dónde está con seguridad y una palabra</translation>
    </message>
    <message>
        <source>Comparing %1 …</source>
        <translation>Comparando %1 …</translation>
    </message>
    <message>
        <source>Generator of %1: %2</source>
        <translation>Generador de %1: %2</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>Detenida antes de tiempo</translation>
    </message>
    <message>
        <source>Generators: valid</source>
        <translation>Generadores: válidos</translation>
    </message>
    <message>
        <source>Comparing, second by second …</source>
        <translation>Comparando segundo a segundo …</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Shows what was measured since</source>
        <translation>Muestra lo que se ha medido desde entonces</translation>
    </message>
    <message>
        <source>Still under way, these are its figures so far</source>
        <translation>Todavía en marcha, estas son sus cifras hasta ahora</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrumpida</translation>
    </message>
</context>
<context>
    <name>escala::history::RunDetails</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n núcleo</numerusform>
            <numerusform>%n núcleos</numerusform>
        </translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>Generador</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Destinos</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Máquina</translation>
    </message>
    <message>
        <source>nightly, v2.1</source>
        <translation>nocturna, v2.1</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>What was tried, what was seen</source>
        <translation>Qué se probó, qué se vio</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Tags, with commas between</source>
        <translation>Etiquetas, separadas por comas</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>All of them in the same charts from the same start, and a table of what differs</source>
        <translation>Todas en los mismos gráficos desde el mismo inicio, y una tabla de lo que difiere</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Takes its experiment to the Compare page and starts it (F5)</source>
        <translation>Lleva su experimento a la página Comparar y lo inicia (F5)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Deletes it (Del); can be undone (Ctrl+Z)</source>
        <translation>La elimina (Supr); se puede deshacer (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open beside</source>
        <translation>Abrir juntas</translation>
    </message>
    <message>
        <source>Its charts and figures (Enter)</source>
        <translation>Sus gráficos y cifras (Intro)</translation>
    </message>
    <message>
        <source>Each in columns of its own (Enter)</source>
        <translation>Cada una en sus propias columnas (Intro)</translation>
    </message>
    <message>
        <source>No run selected</source>
        <translation>Ninguna ejecución seleccionada</translation>
    </message>
    <message numerus="yes">
        <source>%n runs selected</source>
        <translation>
            <numerusform>%n ejecución seleccionada</numerusform>
            <numerusform>%n ejecuciones seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a run to see how it was made. Enter opens it, Ctrl and a click select several.</source>
        <translation>Seleccione una ejecución para ver cómo se hizo. Intro la abre; Ctrl y clic seleccionan varias.</translation>
    </message>
    <message>
        <source>Open them beside each other, or compare them: all in the same charts, and a table of what differs and by how much.</source>
        <translation>Ábralas juntas o compárelas: todas en los mismos gráficos, y una tabla de qué difiere y cuánto.</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>referencia</translation>
    </message>
    <message>
        <source>round %1 of a repetition</source>
        <translation>vuelta %1 de una repetición</translation>
    </message>
    <message>
        <source>No baseline</source>
        <translation>Quitar referencia</translation>
    </message>
    <message>
        <source>Set as baseline</source>
        <translation>Usar de referencia</translation>
    </message>
    <message>
        <source>Other runs are no longer compared with it</source>
        <translation>Las demás ejecuciones ya no se comparan con ella</translation>
    </message>
    <message>
        <source>What other runs are compared with; it is always kept</source>
        <translation>Con lo que se comparan las demás ejecuciones; siempre se conserva</translation>
    </message>
</context>
<context>
    <name>escala::history::RunListModel</name>
    <message>
        <source>Tags: %1</source>
        <translation>Etiquetas: %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>How the run stands, and how far its figures are to be believed</source>
        <translation>Cómo está la ejecución y hasta qué punto son creíbles sus cifras</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Good answers a second, of the best target</source>
        <translation>Respuestas buenas por segundo, del mejor destino</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tasa</translation>
    </message>
    <message>
        <source>Response time p99, of the worst target</source>
        <translation>Tiempo de respuesta p99, del peor destino</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Peticiones</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Cache hits among the answers, of the best target</source>
        <translation>Aciertos de caché entre las respuestas, del mejor destino</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Aciertos</translation>
    </message>
</context>
<context>
    <name>escala::history::RunTable</name>
    <message>
        <source>Runs</source>
        <translation>Ejecuciones</translation>
    </message>
</context>
<context>
    <name>escala::lab::FaultMenu</name>
    <message>
        <source>Start first: only a running server can be broken</source>
        <translation>Inicie primero: solo se rompe un servidor en marcha</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Reparar</translation>
    </message>
</context>
<context>
    <name>escala::lab::LabBar</name>
    <message>
        <source>Topology</source>
        <translation>Topología</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Comparar con…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export… (Ctrl+E)</source>
        <translation>Exportar… (Ctrl+E)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Put a cache in front</source>
        <translation>Poner una caché delante</translation>
    </message>
    <message>
        <source>Put a balancer in front</source>
        <translation>Poner un balanceador delante</translation>
    </message>
    <message>
        <source>Open topology…</source>
        <translation>Abrir topología…</translation>
    </message>
    <message>
        <source>Save topology…</source>
        <translation>Guardar topología…</translation>
    </message>
    <message>
        <source>Before the change</source>
        <translation>Antes del cambio</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 y %2</translation>
    </message>
    <message>
        <source>Starts the servers and the load (F5)</source>
        <translation>Inicia los servidores y la carga (F5)</translation>
    </message>
</context>
<context>
    <name>escala::lab::LabPage</name>
    <message>
        <source>Press Start to load %1.</source>
        <translation>Pulse Iniciar para cargar %1.</translation>
    </message>
    <message>
        <source>Figures appear as soon as answers arrive.</source>
        <translation>Las cifras aparecen en cuanto llegan respuestas.</translation>
    </message>
    <message>
        <source>Starting the servers …</source>
        <translation>Iniciando los servidores …</translation>
    </message>
    <message>
        <source>Figures so far · generator: %1</source>
        <translation>Cifras hasta ahora · generador: %1</translation>
    </message>
    <message>
        <source>Generator: %1</source>
        <translation>Generador: %1</translation>
    </message>
</context>
<context>
    <name>escala::lab::LabPanel</name>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>Steps from one server to many</source>
        <translation>Pasos de un servidor a muchos</translation>
    </message>
</context>
<context>
    <name>escala::lab::ServerDetails</name>
    <message>
        <source>Select a server to see it here. A right click breaks one.</source>
        <translation>Seleccione un servidor para verlo aquí. El botón derecho lo rompe.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>Peticiones/s</translation>
    </message>
    <message>
        <source>Errors/s</source>
        <translation>Errores/s</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Aciertos</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>In service, queued</source>
        <translation>En curso, en cola</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Conexiones</translation>
    </message>
    <message>
        <source>CPU, memory</source>
        <translation>CPU, memoria</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Romper</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Slow down by</source>
        <translation>Ralentizar</translation>
    </message>
    <message>
        <source>What “Slow down” adds to each answer</source>
        <translation>Lo que «Ralentizar» añade a cada respuesta</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Proporción</translation>
    </message>
    <message>
        <source>Of requests answered with errors, and of answers cut off</source>
        <translation>De peticiones respondidas con error y de respuestas cortadas</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Matar</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Congelar</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Starts on a port of its own</source>
        <translation>Se inicia en un puerto propio</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>pid %1</translation>
    </message>
    <message>
        <source>well</source>
        <translation>bien</translation>
    </message>
    <message>
        <source>%1 %, %2</source>
        <translation>%1 %, %2</translation>
    </message>
    <message>
        <source>Break otherwise…</source>
        <translation>Romper de otro modo…</translation>
    </message>
</context>
<context>
    <name>escala::lab::SpecSettings</name>
    <message>
        <source>none</source>
        <translation>sin</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>Single flight</source>
        <translation>Vuelo único</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Retardo</translation>
    </message>
    <message>
        <source>How long it takes to make a page</source>
        <translation>Cuánto tarda en hacer una página</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Trabajadores</translation>
    </message>
    <message>
        <source>Requests served at once; more wait; 0: no limit</source>
        <translation>Peticiones atendidas a la vez; las demás esperan; 0: sin límite</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Requests that may wait for a worker; beyond it the server answers 503</source>
        <translation>Peticiones que pueden esperar a un trabajador; más allá el servidor responde 503</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>How long an answer is kept that does not say so itself</source>
        <translation>Cuánto se guarda una respuesta que no lo dice</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Capacidad</translation>
    </message>
    <message>
        <source>Most answers in the cache</source>
        <translation>Máximo de respuestas en la caché</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Política</translation>
    </message>
    <message>
        <source>Which answer goes when the cache is full</source>
        <translation>Qué respuesta se va cuando la caché está llena</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Algoritmo</translation>
    </message>
    <message>
        <source>Whom the balancer asks next</source>
        <translation>A quién pregunta ahora el balanceador</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Réplicas</translation>
    </message>
    <message>
        <source>Copies of the server that the balancer asks</source>
        <translation>Copias del servidor a las que pregunta el balanceador</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>Event loops of this server</source>
        <translation>Bucles de eventos de este servidor</translation>
    </message>
    <message>
        <source>Users who miss at the same time share one request to what is behind</source>
        <translation>Quienes fallan a la vez comparten una petición a lo que hay detrás</translation>
    </message>
</context>
<context>
    <name>escala::lab::TopologyView</name>
    <message>
        <source>Topology</source>
        <translation>Topología</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
</context>
<context>
    <name>escala::moment::MomentPanel</name>
    <message>
        <source>Copy as text</source>
        <translation>Copiar como texto</translation>
    </message>
    <message>
        <source>What happened in this second</source>
        <translation>Qué pasó en este segundo</translation>
    </message>
    <message>
        <source>The second before</source>
        <translation>El segundo anterior</translation>
    </message>
    <message>
        <source>The second after</source>
        <translation>El segundo siguiente</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>escala::monitor::Monitor</name>
    <message>
        <source>The server of %1 %2.</source>
        <translation>El servidor de %1 %2.</translation>
    </message>
</context>
<context>
    <name>escala::report</name>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>Libere espacio o elija otra carpeta.</translation>
    </message>
    <message>
        <source>Choose another folder, or change its permissions.</source>
        <translation>Elija otra carpeta o cambie sus permisos.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Elija otra carpeta.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2. %3</source>
        <translation>%1 no se puede escribir: %2. %3</translation>
    </message>
    <message>
        <source>this is not the name of a file</source>
        <translation>esto no es el nombre de un archivo</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Elija otro nombre.</translation>
    </message>
    <message>
        <source>its folder can&apos;t be made (%1)</source>
        <translation>no se puede crear su carpeta (%1)</translation>
    </message>
</context>
<context>
    <name>escala::watch::AlertList</name>
    <message>
        <source>None. An alert comes when a target fails several times in a row, or spends its error budget too fast.</source>
        <translation>Ninguna. Una alerta llega cuando un destino falla varias veces seguidas o gasta su margen de error demasiado deprisa.</translation>
    </message>
</context>
<context>
    <name>escala::watch::AlertRow</name>
    <message>
        <source>Acknowledge</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Says that someone knows; it tells nobody any more (F8)</source>
        <translation>Dice que alguien lo sabe; ya no avisa a nadie (F8)</translation>
    </message>
    <message>
        <source>Says that someone knows; it tells nobody any more</source>
        <translation>Dice que alguien lo sabe; ya no avisa a nadie</translation>
    </message>
    <message>
        <source>Silence ▾</source>
        <translation>Silenciar ▾</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Tells nobody for a while, whatever comes</source>
        <translation>No avisa a nadie durante un tiempo, pase lo que pase</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>Durante una hora</translation>
    </message>
    <message>
        <source>Until tomorrow, 8:00</source>
        <translation>Hasta mañana a las 8:00</translation>
    </message>
    <message>
        <source>silenced until %1</source>
        <translation>silenciada hasta %1</translation>
    </message>
    <message>
        <source>resolved at %1</source>
        <translation>resuelta a las %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>desde %1</translation>
    </message>
    <message>
        <source>can wait</source>
        <translation>puede esperar</translation>
    </message>
    <message>
        <source>and %1 more at the right</source>
        <translation>y %1 más a la derecha</translation>
    </message>
</context>
<context>
    <name>escala::watch::IncidentTimeline</name>
    <message>
        <source>Timeline of incidents</source>
        <translation>Cronología de incidentes</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
    <message>
        <source>To the incident before</source>
        <translation>Al incidente anterior</translation>
    </message>
    <message>
        <source>To the incident after</source>
        <translation>Al incidente siguiente</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copies the incident as text; without one, all of them</source>
        <translation>Copia el incidente como texto; sin ninguno, todos</translation>
    </message>
    <message>
        <source>None in this window.</source>
        <translation>Ninguno en esta ventana.</translation>
    </message>
    <message>
        <source>%1 in this window; a click on one shows its time.</source>
        <translation>%1 en esta ventana; un clic en uno muestra su momento.</translation>
    </message>
</context>
<context>
    <name>escala::watch::MonitorBar</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>URL to watch</source>
        <translation>URL que vigilar</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Vigilar</translation>
    </message>
    <message>
        <source>Watches the URL (Enter); the arrow offers servers of Escala, figures and processes</source>
        <translation>Vigila la URL (Intro); la flecha ofrece servidores de Escala, cifras y procesos</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Open monitor plan…</source>
        <translation>Abrir plan de vigilancia…</translation>
    </message>
    <message>
        <source>Save monitor plan…</source>
        <translation>Guardar plan de vigilancia…</translation>
    </message>
    <message>
        <source>Built-in slow server</source>
        <translation>Servidor lento integrado</translation>
    </message>
    <message>
        <source>Built-in cached server</source>
        <translation>Servidor con caché integrado</translation>
    </message>
    <message>
        <source>Figures of a Prometheus endpoint: its URL</source>
        <translation>Cifras de un punto de Prometheus: su URL</translation>
    </message>
    <message>
        <source>CPU and memory of a process: its id or name</source>
        <translation>CPU y memoria de un proceso: su número o nombre</translation>
    </message>
    <message>
        <source>There is nothing to watch. Type a URL.</source>
        <translation>No hay nada que vigilar. Escriba una URL.</translation>
    </message>
    <message>
        <source>Starts to watch (F5)</source>
        <translation>Empieza a vigilar (F5)</translation>
    </message>
    <message>
        <source>Ends the watch; what was seen is kept (Shift+F5)</source>
        <translation>Termina la vigilancia; lo visto se conserva (Mayús+F5)</translation>
    </message>
    <message>
        <source>Not watching</source>
        <translation>Sin vigilar</translation>
    </message>
    <message>
        <source>Alerts: %1</source>
        <translation>Alertas: %1</translation>
    </message>
    <message>
        <source>Watching %1</source>
        <translation>Vigilando %1</translation>
    </message>
</context>
<context>
    <name>escala::watch::MonitorPage</name>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>Figures of servers</source>
        <translation>Cifras de servidores</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Watch a URL, or one of Escala&apos;s own servers</source>
        <translation>Vigile una URL o uno de los servidores de Escala</translation>
    </message>
    <message>
        <source>Type a URL above and press Enter. It is asked once a second, gently, from then on: whether it answers, how fast, until when its certificate holds, and what its cache does. Its history stays when Escala is closed.</source>
        <translation>Escriba una URL arriba y pulse Intro. Desde entonces se la consulta una vez por segundo, sin cargarla: si responde, con qué rapidez, hasta cuándo vale su certificado y qué hace su caché. Su historial se conserva al cerrar Escala.</translation>
    </message>
    <message>
        <source>Watch a slow and a cached server</source>
        <translation>Vigilar un servidor lento y uno con caché</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Watches it again (Ctrl+Z)</source>
        <translation>Vuelve a vigilarlo (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>%1 is no longer watched; what was seen of it is kept.</source>
        <translation>%1 ya no se vigila; lo visto se conserva.</translation>
    </message>
    <message>
        <source>The watch begins …</source>
        <translation>Empieza la vigilancia …</translation>
    </message>
    <message>
        <source>Not watching. Press Start to go on; the time between is shown as not watched.</source>
        <translation>Sin vigilar. Pulse Iniciar para seguir; el tiempo intermedio se muestra como no vigilado.</translation>
    </message>
    <message>
        <source>Press Start to watch.</source>
        <translation>Pulse Iniciar para vigilar.</translation>
    </message>
    <message>
        <source>Targets: %1 · figures over %2 · everything is kept on this machine</source>
        <translation>Destinos: %1 · cifras de %2 · todo se guarda en esta máquina</translation>
    </message>
    <message>
        <source>No longer watched: %1. What was seen of them is kept.</source>
        <translation>Ya no se vigila: %1. Lo que se vio de ellos se conserva.</translation>
    </message>
    <message>
        <source>Another plan is watched; what was seen of the one before is kept.</source>
        <translation>Se vigila otro plan; lo que se vio del anterior se conserva.</translation>
    </message>
</context>
<context>
    <name>escala::watch::MonitorPanel</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>Seguir en la bandeja</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>Window of time</source>
        <translation>Ventana de tiempo</translation>
    </message>
    <message>
        <source>Objectives for all</source>
        <translation>Objetivos para todos</translation>
    </message>
    <message>
        <source> d</source>
        <comment>days</comment>
        <translation> d</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <source>Share of all probes that should be good; 0: no objective</source>
        <translation>Parte de los sondeos que debe ir bien; 0: sin objetivo</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rápido</translation>
    </message>
    <message>
        <source>Share of good probes that should take the time below at most; 0: no objective</source>
        <translation>Parte de los sondeos buenos que debe tardar como mucho el tiempo de abajo; 0: sin objetivo</translation>
    </message>
    <message>
        <source>within</source>
        <translation>en menos de</translation>
    </message>
    <message>
        <source>What counts as fast, from the first look-up to the last byte</source>
        <translation>Qué se considera rápido, de la primera resolución al último byte</translation>
    </message>
    <message>
        <source>over</source>
        <translation>durante</translation>
    </message>
    <message>
        <source>The window of the error budget</source>
        <translation>La ventana del margen de error</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>Failures in a row</source>
        <translation>Fallos seguidos</translation>
    </message>
    <message>
        <source>So many failed probes make a target down</source>
        <translation>Tantos sondeos fallidos dan un destino por caído</translation>
    </message>
    <message>
        <source>Certificate ends</source>
        <translation>Certificado</translation>
    </message>
    <message>
        <source>So many days before a certificate ends there is an alert</source>
        <translation>Tantos días antes de caducar un certificado hay una alerta</translation>
    </message>
    <message>
        <source>Who is told</source>
        <translation>A quién se avisa</translation>
    </message>
    <message>
        <source>Alerts are shown on the desktop, also while another window is in front</source>
        <translation>Las alertas se muestran en el escritorio, también con otra ventana delante</translation>
    </message>
    <message>
        <source>A closed window goes on watching from the tray; off: closing it ends the watch</source>
        <translation>Al cerrar la ventana se sigue vigilando desde la bandeja; apagado: cerrarla termina la vigilancia</translation>
    </message>
    <message>
        <source>This desktop has no tray</source>
        <translation>Este escritorio no tiene bandeja</translation>
    </message>
</context>
<context>
    <name>escala::watch::PlanModel</name>
    <message>
        <source>A monitor watches %1 targets at most.</source>
        <translation>Un monitor vigila %1 destinos como mucho.</translation>
    </message>
    <message>
        <source>Type the process id or the name of the program first.</source>
        <translation>Escriba antes el número del proceso o el nombre del programa.</translation>
    </message>
    <message>
        <source>%1 is no process id.</source>
        <translation>%1 no es un número de proceso.</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>proceso %1</translation>
    </message>
</context>
<context>
    <name>escala::watch::SeriesPicker</name>
    <message>
        <source>None. Add a Prometheus endpoint or a process to see its figures beside the answers.</source>
        <translation>Ninguna. Añada un punto de Prometheus o un proceso para ver sus cifras junto a las respuestas.</translation>
    </message>
    <message>
        <source>part of a name</source>
        <translation>parte de un nombre</translation>
    </message>
    <message>
        <source>Narrow down the figures</source>
        <translation>Acotar las cifras</translation>
    </message>
    <message>
        <source>Figures that have a chart</source>
        <translation>Cifras que tienen gráfico</translation>
    </message>
</context>
<context>
    <name>escala::watch::SloCard</name>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 % within %2 over %3</source>
        <translation>%1 % en menos de %2 durante %3</translation>
    </message>
    <message>
        <source>%1 % available over %2</source>
        <translation>%1 % disponible durante %2</translation>
    </message>
    <message>
        <source>no figures yet</source>
        <translation>todavía sin cifras</translation>
    </message>
    <message>
        <source>error budget overspent %1×</source>
        <translation>margen de error superado %1×</translation>
    </message>
    <message>
        <source>%1 % of the error budget left</source>
        <translation>queda el %1 % del margen de error</translation>
    </message>
    <message>
        <source>%1× %2</source>
        <comment>burn rate, window</comment>
        <translation>%1× %2</translation>
    </message>
    <message>
        <source>burns %1</source>
        <translation>gasta %1</translation>
    </message>
</context>
<context>
    <name>escala::watch::TargetDetails</name>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Fases</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Aciertos de caché</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificado</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>Sondeos</translation>
    </message>
    <message>
        <source>Watches it no longer; what was seen is kept (Delete)</source>
        <translation>Deja de vigilarlo; lo visto se conserva (Supr)</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>Objetivos</translation>
    </message>
    <message>
        <source>Asked every</source>
        <translation>Se consulta cada</translation>
    </message>
    <message>
        <source>How often it is asked, such as 1 s or 500 ms (F2)</source>
        <translation>Cada cuánto se consulta, por ejemplo 1 s o 500 ms (F2)</translation>
    </message>
    <message>
        <source>and %1 more in the charts</source>
        <translation>y %1 más en los gráficos</translation>
    </message>
    <message>
        <source>built-in server · %1</source>
        <translation>servidor integrado · %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>availability, window</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2 failed</source>
        <translation>%1, %2 fallidos</translation>
    </message>
    <message>
        <source>process of this machine</source>
        <translation>proceso de esta máquina</translation>
    </message>
</context>
<context>
    <name>escala::watch::WatchBoard</name>
    <message>
        <source>This chart is not shown any more; select what it was of again.</source>
        <translation>Este gráfico ya no se muestra; vuelva a seleccionar lo que mostraba.</translation>
    </message>
</context>
<context>
    <name>escala::watch::WatchChart</name>
    <message>
        <source>%1: %2</source>
        <comment>chart, unit</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Line chart over the time of day; last: %1.</source>
        <translation>Gráfico de líneas por hora; último: %1.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
</context>
<context>
    <name>escala::watch::WatchList</name>
    <message>
        <source>What is watched</source>
        <translation>Lo que se vigila</translation>
    </message>
    <message>
        <source>Edit the interval (F2)</source>
        <translation>Editar el intervalo (F2)</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copiar como texto</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>Quitar (Supr)</translation>
    </message>
</context>
<context>
    <name>escala::watch::WatchListModel</name>
    <message>
        <source>waiting</source>
        <translation>en espera</translation>
    </message>
    <message>
        <source>read</source>
        <translation>leída</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>muda</translation>
    </message>
    <message>
        <source>%1 series</source>
        <translation>%1 series</translation>
    </message>
    <message>
        <source>The last probes</source>
        <translation>Los últimos sondeos</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Última respuesta</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificado</translation>
    </message>
    <message>
        <source>DNS, TLS</source>
        <translation>DNS, TLS</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Aciertos</translation>
    </message>
    <message>
        <source>Last probes</source>
        <translation>Últimos sondeos</translation>
    </message>
    <message>
        <source>Over the last %1</source>
        <translation>En los últimos %1</translation>
    </message>
</context>
<context>
    <name>escala::watch::WatchPill</name>
    <message>
        <source>State: %1</source>
        <translation>Estado: %1</translation>
    </message>
</context>
<context>
    <name>escala::window::AppearanceControl</name>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
</context>
<context>
    <name>escala::window::DesktopNotices</name>
    <message>
        <source>Alert: %1</source>
        <translation>Alerta: %1</translation>
    </message>
    <message>
        <source>Resolved: %1</source>
        <translation>Resuelto: %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Confirmar</translation>
    </message>
</context>
<context>
    <name>escala::window::ExportControl</name>
    <message>
        <source>Export all to folder</source>
        <translation>Exportar todo a una carpeta</translation>
    </message>
    <message>
        <source>Export result</source>
        <translation>Exportar resultado</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export summary</source>
        <translation>Exportar resumen</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabla (*.csv)</translation>
    </message>
    <message>
        <source>Export second by second</source>
        <translation>Exportar segundo a segundo</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Exportar informe</translation>
    </message>
    <message>
        <source>Report (*.html)</source>
        <translation>Informe (*.html)</translation>
    </message>
    <message>
        <source>Folder for the histogram logs</source>
        <translation>Carpeta para los registros de histogramas</translation>
    </message>
    <message>
        <source>Export all rounds to folder</source>
        <translation>Exportar todas las rondas a una carpeta</translation>
    </message>
</context>
<context>
    <name>escala::window::HistoryControl</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n ejecución</numerusform>
            <numerusform>%n ejecuciones</numerusform>
        </translation>
    </message>
    <message>
        <source>Run as one file…</source>
        <translation>Ejecución en un solo archivo…</translation>
    </message>
    <message>
        <source>To be imported elsewhere</source>
        <translation>Para importarla en otro sitio</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportado a %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>runs, size</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) stored</source>
        <translation>
            <numerusform>%n ejecución guardada</numerusform>
            <numerusform>%n ejecuciones guardadas</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is deleted.</source>
        <translation>«%1» está eliminada.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are deleted.</source>
        <translation>
            <numerusform>%n ejecución está eliminada.</numerusform>
            <numerusform>%n ejecuciones están eliminadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>The figures of “%1” are invalid: what is compared with them means little.</source>
        <translation>Las cifras de «%1» son inválidas: lo que se compare con ellas significa poco.</translation>
    </message>
    <message>
        <source>Set as baseline all the same</source>
        <translation>Usar como referencia de todos modos</translation>
    </message>
    <message>
        <source>Export run</source>
        <translation>Exportar ejecución</translation>
    </message>
    <message>
        <source>Stored run (*.escala-run)</source>
        <translation>Ejecución guardada (*.escala-run)</translation>
    </message>
    <message>
        <source>Import run</source>
        <translation>Importar ejecución</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>The run in %1 is in the history now.</source>
        <translation>La ejecución de %1 ya está en el historial.</translation>
    </message>
    <message>
        <source>Select one run that is over: then it can be run again.</source>
        <translation>Seleccione una ejecución terminada: entonces se puede repetir.</translation>
    </message>
    <message>
        <source>Export each run as a file into a folder</source>
        <translation>Exportar cada ejecución como un archivo en una carpeta</translation>
    </message>
</context>
<context>
    <name>escala::window::LabControl</name>
    <message>
        <source>This plan has no targets; open one that has.</source>
        <translation>Este plan no tiene destinos; abra uno que los tenga.</translation>
    </message>
    <message>
        <source>The topology is saved in %1.</source>
        <translation>La topología está guardada en %1.</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportado en %1</translation>
    </message>
    <message>
        <source>Start, and select a server: then it can be broken.</source>
        <translation>Inicie y seleccione un servidor: entonces podrá romperlo.</translation>
    </message>
</context>
<context>
    <name>escala::window::MachineControl</name>
    <message>
        <source>Measuring this machine for five seconds; leave it alone meanwhile.</source>
        <translation>Midiendo esta máquina durante cinco segundos; no la use mientras tanto.</translation>
    </message>
    <message>
        <source>This machine makes up to %1 requests/s, %2 late at the least (engine threads: %3). Charts of the next runs show it.</source>
        <translation>Esta máquina hace hasta %1 peticiones/s, con un retraso mínimo de %2 (hilos del motor: %3). Los gráficos de las próximas ejecuciones lo muestran.</translation>
    </message>
</context>
<context>
    <name>escala::window::MainWindow</name>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Pausar o reanudar</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Open plan…</source>
        <translation>Abrir plan…</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>Guardar plan…</translation>
    </message>
    <message>
        <source>Go to the URL</source>
        <translation>Ir a la URL</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>About Escala</source>
        <translation>Acerca de Escala</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>The plan is saved in %1.</source>
        <translation>El plan está guardado en %1.</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportado en %1</translation>
    </message>
    <message>
        <source>%1 % – Escala</source>
        <translation>%1 % – Escala</translation>
    </message>
    <message>
        <source>Puts load on web servers and compares how they answer, side by side.

F5 starts, Shift+F5 stops, F6 pauses and resumes, Ctrl+E exports, Ctrl+L goes to the URL.

Free software: GNU General Public License, version 3 or later.</source>
        <translation>Somete servidores web a carga y compara cómo responden, lado a lado.

F5 inicia, Mayús+F5 detiene, F6 pausa y reanuda, Ctrl+E exporta, Ctrl+L va a la URL.

Software libre: Licencia Pública General de GNU, versión 3 o posterior.</translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation>Medir esta máquina</translation>
    </message>
    <message>
        <source>This machine is being measured; start again in a moment.</source>
        <translation>Se está midiendo esta máquina; inicie de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Laboratorio</translation>
    </message>
    <message>
        <source>Break the selected server</source>
        <translation>Romper el servidor seleccionado</translation>
    </message>
    <message>
        <source>The other page is running; stop it first, or wait for its end.</source>
        <translation>La otra página está en marcha; deténgala o espere a que acabe.</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>A run is under way; stop it first, or wait for its end.</source>
        <translation>Hay una ejecución en curso; deténgala antes o espere a que termine.</translation>
    </message>
    <message>
        <source>Acknowledge the worst alert</source>
        <translation>Confirmar la peor alerta</translation>
    </message>
    <message>
        <source>Bring back what was removed</source>
        <translation>Recuperar lo eliminado</translation>
    </message>
</context>
<context>
    <name>escala::window::MomentControl</name>
    <message>
        <source>This second is not over, or not stored yet.</source>
        <translation>Este segundo no ha terminado, o aún no se ha guardado.</translation>
    </message>
    <message>
        <source>Nothing was measured in this second.</source>
        <translation>En este segundo no se midió nada.</translation>
    </message>
</context>
<context>
    <name>escala::window::MonitorControl</name>
    <message>
        <source>the watch begins</source>
        <translation>empieza la vigilancia</translation>
    </message>
    <message>
        <source>Open monitor plan</source>
        <translation>Abrir plan de vigilancia</translation>
    </message>
    <message>
        <source>Monitor plans (*.json)</source>
        <translation>Planes de vigilancia (*.json)</translation>
    </message>
    <message>
        <source>Save monitor plan</source>
        <translation>Guardar plan de vigilancia</translation>
    </message>
    <message>
        <source>The plan is saved in %1; escalactl monitor watches the same without a window.</source>
        <translation>El plan está guardado en %1; escalactl monitor vigila lo mismo sin ventana.</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportado a %1</translation>
    </message>
</context>
<context>
    <name>escala::window::MonitorTray</name>
    <message>
        <source>Show Escala</source>
        <translation>Mostrar Escala</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Dejar de vigilar</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
</context>
<context>
    <name>escala::window::OpenRunsControl</name>
    <message>
        <source>At most %1 runs can be open beside each other; select fewer.</source>
        <translation>Como mucho %1 ejecuciones pueden estar abiertas juntas; seleccione menos.</translation>
    </message>
</context>
<context>
    <name>escala::window::PlanFiles</name>
    <message>
        <source>Open plan</source>
        <translation>Abrir plan</translation>
    </message>
    <message>
        <source>Plans (*.json)</source>
        <translation>Planes (*.json)</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>Guardar plan</translation>
    </message>
</context>
<context>
    <name>escala::window::RepeatControl</name>
    <message>
        <source>Round %1 of %2: %3</source>
        <translation>Ronda %1 de %2: %3</translation>
    </message>
    <message>
        <source>Comparing the rounds …</source>
        <translation>Comparando las rondas …</translation>
    </message>
    <message>
        <source>Each run of the rounds is in the history.</source>
        <translation>Cada ejecución de las rondas está en el historial.</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Mostrarlas</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportado a %1</translation>
    </message>
    <message>
        <source>Rounds are being written; export these when that is done.</source>
        <translation>Se están escribiendo rondas; exporte estas cuando termine.</translation>
    </message>
</context>
<context>
    <name>escala::window::RunControl</name>
    <message>
        <source>Load on another host</source>
        <translation>Carga sobre otro equipo</translation>
    </message>
    <message>
        <source>This run sends load to %1.</source>
        <translation>Esta prueba envía carga a %1.</translation>
    </message>
    <message>
        <source>Go on only if it is yours, or if its owner allows it.</source>
        <translation>Continúe solo si es suyo o si su dueño lo permite.</translation>
    </message>
    <message>
        <source>I am allowed to load it</source>
        <translation>Tengo permiso para cargarlo</translation>
    </message>
</context>
<context>
    <name>escala::window::SideBar</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
</context>
<context>
    <name>escala::window::StatusStrip</name>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>What the last redraw of all charts took</source>
        <translation>Lo que tardó el último redibujado de todos los gráficos</translation>
    </message>
    <message>
        <source>%1 of %2 · %3 left</source>
        <translation>%1 de %2 · quedan %3</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 transcurridos</translation>
    </message>
    <message>
        <source>%1 elapsed · about %2 left</source>
        <translation>%1 transcurridos · quedan unos %2</translation>
    </message>
    <message>
        <source>Exporting: %1 of %2</source>
        <translation>Exportando: %1 de %2</translation>
    </message>
    <message>
        <source>Window %1 ms a frame</source>
        <translation>Ventana: %1 ms por cuadro</translation>
    </message>
    <message>
        <source>Loopback only</source>
        <translation>Solo este equipo</translation>
    </message>
    <message>
        <source>Loads %1</source>
        <translation>Carga %1</translation>
    </message>
    <message>
        <source>The history was damaged</source>
        <translation>El historial estaba dañado</translation>
    </message>
</context>
<context>
    <name>lab</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 a page</source>
        <translation>%1 por página</translation>
    </message>
    <message>
        <source>workers %1</source>
        <translation>procesos %1</translation>
    </message>
    <message>
        <source>TTL %1</source>
        <translation>TTL %1</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>cola %1</translation>
    </message>
    <message>
        <source>CPU %1 %</source>
        <translation>CPU %1 %</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>caído</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>reiniciando</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>iniciando</translation>
    </message>
    <message>
        <source>ejected</source>
        <translation>apartado</translation>
    </message>
    <message>
        <source>unhealthy</source>
        <translation>enfermo</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>vaciándose</translation>
    </message>
    <message>
        <source>caching proxy</source>
        <translation>proxy con caché</translation>
    </message>
    <message>
        <source>balancer</source>
        <translation>balanceador</translation>
    </message>
    <message>
        <source>%1 % hits</source>
        <translation>%1 % aciertos</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 de errores</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>the balancer knows</source>
        <translation>el balanceador lo sabe</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Usuarios</translation>
    </message>
    <message>
        <source>in stages</source>
        <translation>por etapas</translation>
    </message>
    <message>
        <source>%1 offered</source>
        <translation>%1 ofrecidas</translation>
    </message>
    <message>
        <source>your service</source>
        <translation>su servicio</translation>
    </message>
    <message>
        <source>Requests by server</source>
        <translation>Peticiones por servidor</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>pet./s</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>errores</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fallidas</translation>
    </message>
</context>
</TS>
